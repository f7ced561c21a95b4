import { type ReactNode, useMemo, useState } from 'react'
import type { SeenEvent } from '../../api/contract/investigation.ts'
import { VerdictBadge } from '../kit/badge.tsx'
import { Grid } from '../kit/grid.tsx'
import type { GridColumn } from '../kit/grid-column.ts'
import { PlayerText } from '../kit/player-text.tsx'
import { Said } from '../kit/said.tsx'
import { Time } from '../kit/time.tsx'
import { useWords } from '../words/words.ts'
import { EventDialog } from './event-dialog.tsx'
import { WORDS } from './words.ts'

interface Given {
  readonly events: readonly SeenEvent[]
  /** The feature that is judged; null: none. */
  readonly content: string | null
  readonly onEnd: () => void
}

/** The events themselves, newest first; older ones come as one scrolls. */
export function EventGrid({ events, content, onEnd }: Given): ReactNode {
  const t = useWords(WORDS)
  const [open, setOpen] = useState<SeenEvent>()
  const columns = useMemo(
    (): readonly GridColumn<SeenEvent>[] => [
      { id: 'time', title: t('time'), cell: ({ time }) => <Time at={time} />, width: '15rem' },
      {
        id: 'verdict',
        title: t('verdict'),
        cell: ({ verdict }) => <VerdictBadge verdict={verdict} />,
        width: '6rem',
      },
      {
        id: 'actor',
        title: t('actor'),
        cell: ({ actor }) => <Said text={actor ?? '–'} />,
        width: 'minmax(11rem, 1.5fr)',
      },
      { id: 'world', title: t('world'), cell: ({ world }) => <Said text={world} />, width: '6rem' },
      {
        id: 'content',
        title: t('content'),
        width: 'minmax(8rem, 3fr)',
        cell: ({ data }) => {
          const text = content === null ? undefined : data?.[content]
          if (data === null) return <span className="investigate-hidden">{t('hidden')}</span>
          return typeof text === 'string' ? <PlayerText inline most={160} text={text} /> : '–'
        },
      },
      {
        id: 'fired',
        title: t('fired'),
        cell: ({ fired }) => <Said text={fired.join(', ')} />,
        width: 'minmax(8rem, 2fr)',
      },
    ],
    [t, content],
  )
  return (
    <>
      <Grid
        label={t('events')}
        rows={events}
        columns={columns}
        rowId={({ decision }) => decision}
        onOpen={setOpen}
        onEnd={onEnd}
        height="24rem"
        empty={t('eventsEmpty')}
      />
      {open !== undefined && <EventDialog event={open} onClose={() => setOpen(undefined)} />}
    </>
  )
}
