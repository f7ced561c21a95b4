import type { ReactNode } from 'react'
import type { SeenEvent } from '../../api/contract/investigation.ts'
import { useAsk } from '../api/use-ask.ts'
import { A } from '../kit/a.tsx'
import { VerdictBadge } from '../kit/badge.tsx'
import { Dialog } from '../kit/dialog.tsx'
import { EntityLink } from '../kit/entity-link.tsx'
import { Facts } from '../kit/facts.tsx'
import { PlayerText } from '../kit/player-text.tsx'
import { ProblemBox } from '../kit/problem-box.tsx'
import { Said } from '../kit/said.tsx'
import { Time } from '../kit/time.tsx'
import { MediaClosed } from '../media/media-closed.tsx'
import { mediaOf } from '../media/picture-kinds.ts'
import { paths } from '../paths.ts'
import { useLanguage, useWords } from '../words/words.ts'
import { WORDS } from './words.ts'

/** One event, and why it was decided as it was. */
export function EventDialog({
  event,
  onClose,
}: {
  readonly event: SeenEvent
  readonly onClose: () => void
}): ReactNode {
  const t = useWords(WORDS)
  const language = useLanguage()
  const why = useAsk('explanation', { params: { id: event.decision }, query: { language } })
  const entity = (ref: string | null) => (ref === null ? '–' : <EntityLink entity={ref} />)
  return (
    <Dialog title={t('event')} isOpen onClose={onClose} wide>
      <Facts
        facts={[
          [t('verdict'), <VerdictBadge key="verdict" verdict={event.verdict} />],
          [t('time'), <Time key="time" at={event.time} />],
          [t('actor'), entity(event.actor)],
          [t('target'), entity(event.target)],
          [t('session'), entity(event.session)],
          [t('world'), <Said key="world" text={event.world} />],
          [t('fired'), <Said key="fired" text={event.fired.join(', ') || '–'} />],
          [t('shadow'), <Said key="shadow" text={event.shadow.join(', ') || '–'} />],
          [
            t('decision'),
            <A key="decision" to={paths.decision(event.decision)}>
              <code>{event.decision}</code>
            </A>,
          ],
          [t('eventId'), event.event === null ? '–' : <Said key="event" text={event.event} />],
        ]}
      />
      <h3>{t('why')}</h3>
      <ProblemBox error={why.error} />
      {why.data !== undefined && <PlayerText text={why.data.text} />}
      <h3>{t('data')}</h3>
      {event.data === null ? (
        <p className="field-hint">{t('noData')}</p>
      ) : (
        <Facts
          facts={Object.entries(event.data).map(([name, value]) => [
            name,
            mediaOf({ [name]: value }).length > 0 ? (
              <MediaClosed
                key={name}
                id={String(value)}
                feature={name}
                decision={event.decision}
                data={event.data ?? {}}
              />
            ) : (
              <PlayerText key={name} text={typeof value === 'string' ? value : JSON.stringify(value)} />
            ),
          ])}
        />
      )}
    </Dialog>
  )
}
