import type { ReactNode } from 'react'
import { gravestOf } from '../../review/gravest-of.ts'
import { PROTECTION_DEFAULTS } from '../../review/protection/protection.ts'
import type { Reply } from '../api/ask.ts'
import { useAsk } from '../api/use-ask.ts'
import { SeverityBadge, VerdictBadge } from '../kit/badge.tsx'
import { EntityLink } from '../kit/entity-link.tsx'
import { Facts } from '../kit/facts.tsx'
import { useKeys } from '../kit/keys.tsx'
import { Page, Panel } from '../kit/page.tsx'
import { PlayerText } from '../kit/player-text.tsx'
import { ProblemBox } from '../kit/problem-box.tsx'
import { Said } from '../kit/said.tsx'
import { Time } from '../kit/time.tsx'
import { useParam } from '../kit/use-param.ts'
import { MediaPanel } from '../media/media-panel.tsx'
import { mediaOf } from '../media/picture-kinds.ts'
import { Covered, RevealButton } from '../review/covered.tsx'
import { useReveal } from '../review/use-reveal.ts'
import { WORDS as REVIEW } from '../review/words.ts'
import { useSession } from '../session/session.tsx'
import { useLanguage, useWords } from '../words/words.ts'
import { WORDS } from './words.ts'
import '../review/review.css'

/** One decision: what was decided and why, and the event with its files, covered until somebody wants to see them. */
export function DecisionPage(): ReactNode {
  const t = useWords(WORDS)
  const language = useLanguage()
  const params = { id: useParam('id') as never }
  // What was decided stands: it is not asked again.
  const found = useAsk('decision', { params }, { freshMs: 600_000 })
  const why = useAsk('explanation', { params, query: { language } }, { freshMs: 600_000 })
  return (
    <Page title={t('decision')}>
      <ProblemBox error={found.error ?? why.error} />
      {found.data === undefined && found.error === null && <p className="empty">{t('loading')}</p>}
      {found.data !== undefined && (
        <>
          <Panel>
            <FactsOf decision={found.data.decision} />
          </Panel>
          <Panel title={t('why')}>{why.data !== undefined && <PlayerText text={why.data.text} />}</Panel>
          <Content found={found.data} />
        </>
      )}
    </Page>
  )
}

function FactsOf({ decision }: { readonly decision: Reply<'decision'>['decision'] }): ReactNode {
  const t = useWords(WORDS)
  const { verdict, type, time, actor, target, session, world, reasons, unknown, eventId } = decision
  const entity = (ref: string | undefined) => (ref === undefined ? '–' : <EntityLink entity={ref} />)
  return (
    <Facts
      facts={[
        [t('verdict'), <VerdictBadge key="verdict" verdict={verdict} />],
        [t('type'), <code key="type">{type}</code>],
        [t('time'), <Time key="time" at={time} />],
        [t('actor'), entity(actor)],
        [t('target'), entity(target)],
        [t('session'), entity(session)],
        [t('world'), <Said key="world" text={world} />],
        [
          t('fired'),
          reasons.length === 0
            ? '–'
            : reasons.map(({ rule, severity }) => (
                <span key={rule}>
                  <SeverityBadge severity={severity} /> <Said text={rule} />{' '}
                </span>
              )),
        ],
        ...(unknown.length === 0
          ? []
          : [
              [
                t('undecided'),
                <Said key="undecided" text={unknown.map(({ rule }) => rule).join(', ')} />,
              ] as const,
            ]),
        [t('id'), <code key="id">{decision.decision}</code>],
        [t('eventId'), eventId === undefined ? '–' : <Said key="event" text={eventId} />],
      ]}
    />
  )
}

/** What was not judged may be anything: it is covered as this is. */
const UNJUDGED = 'S2'

function Content({ found }: { readonly found: Reply<'decision'> }): ReactNode {
  const t = useWords(WORDS)
  const say = useWords(REVIEW)
  const { may } = useSession()
  const { decision, event } = found
  const own = useAsk('ownProtection', {}, { enabled: may('job.work'), freshMs: 300_000 })
  const { severities, reveal: mode } = own.data?.protection ?? PROTECTION_DEFAULTS
  const gravest = gravestOf(decision)
  // "S0" < "S1": the smaller, the graver.
  const severity = decision.unknown.length > 0 && UNJUDGED < gravest ? UNJUDGED : gravest
  const care = severities[severity]
  const reveal = useReveal(decision.decision, care, mode)
  useKeys(
    !reveal.isGuarded
      ? []
      : mode === 'hold'
        ? [{ key: ' ', label: say('revealKey'), onHold: (isHeld) => reveal.show(isHeld) }]
        : [{ key: ' ', label: say('revealToggleKey'), run: () => reveal.show(!reveal.isShown) }],
  )
  if (event === null)
    return (
      <Panel title={t('event')}>
        <p className="field-hint">{t('erased')}</p>
      </Panel>
    )
  const files = mediaOf(event.data)
  const rest = Object.entries(event.data).filter(([name]) => files.every(([feature]) => feature !== name))
  return (
    <Panel title={t('event')} className="review-content">
      <RevealButton reveal={reveal} />
      <Covered care={care} reveal={reveal}>
        {files.map(([feature, id]) => (
          <MediaPanel key={feature} {...{ id, feature }} decision={decision.decision} data={event.data} />
        ))}
        {rest.length > 0 && (
          <Facts
            facts={rest.map(([name, value]) => [
              name,
              <PlayerText key={name} text={typeof value === 'string' ? value : JSON.stringify(value)} />,
            ])}
          />
        )}
      </Covered>
    </Panel>
  )
}
