import { type ReactNode, useMemo, useState } from 'react'
import type { Reply } from '../api/ask.ts'
import { Badge } from '../kit/badge.tsx'
import { Button } from '../kit/button.tsx'
import { Dialog } from '../kit/dialog.tsx'
import { EntityLink } from '../kit/entity-link.tsx'
import { Facts } from '../kit/facts.tsx'
import { Grid } from '../kit/grid.tsx'
import type { GridColumn } from '../kit/grid-column.ts'
import { PlayerText } from '../kit/player-text.tsx'
import { Time } from '../kit/time.tsx'
import { WORDS as KIT } from '../kit/words.ts'
import { useWords } from '../words/words.ts'
import type { AuditEntry } from './use-audit.ts'
import { WORDS } from './words.ts'

const objectsOf = (entry: AuditEntry) => JSON.parse(entry.objects) as string[]
const timeOf = ({ atMs }: AuditEntry) => new Date(atMs).toISOString()

/** Entries, the newest first, each to be opened. */
export function AuditEntries(props: {
  readonly pages: readonly Reply<'findAudit'>[]
  readonly onEnd: () => void
}): ReactNode {
  const t = useWords(WORDS)
  const { pages, onEnd } = props
  const [open, setOpen] = useState<AuditEntry>()
  const rows = useMemo(() => pages.flatMap(({ entries }) => entries), [pages])
  const opened = useMemo(() => new Map(pages.flatMap((page) => Object.entries(page.opened))), [pages])
  const columns: readonly GridColumn<AuditEntry>[] = [
    {
      id: 'seq',
      title: t('number'),
      width: '5rem',
      isNumber: true,
      cell: ({ seq }) => seq,
    },
    { id: 'time', title: t('time'), width: '15.5rem', cell: (entry) => <Time at={timeOf(entry)} /> },
    { id: 'who', title: t('who'), cell: (entry) => <PlayerText text={entry.name || entry.who} inline /> },
    { id: 'what', title: t('what'), width: '11rem', cell: ({ what }) => <code>{what}</code> },
    {
      id: 'outcome',
      title: t('outcome'),
      width: '6.5rem',
      cell: ({ outcome }) => <Outcome outcome={outcome} />,
    },
    {
      id: 'about',
      title: t('aboutWhat'),
      width: 'minmax(0, 1.4fr)',
      cell: (entry) =>
        objectsOf(entry).map((object) => <ObjectOf key={object} of={object} opened={opened} />),
    },
  ]
  return (
    <>
      <Grid
        label={t('audit')}
        rows={rows}
        columns={columns}
        rowId={({ seq }) => String(seq)}
        onOpen={setOpen}
        onEnd={onEnd}
        height="min(52vh, 560px)"
        empty={t('nothing')}
      />
      {open !== undefined && <Entry entry={open} opened={opened} onClose={() => setOpen(undefined)} />}
    </>
  )
}

function Outcome({ outcome }: { readonly outcome: string }): ReactNode {
  const t = useWords(WORDS)
  if (outcome === 'begun' || outcome === 'seen' || outcome === 'done') return t(`outcome_${outcome}`)
  return <Badge tone={Number(outcome) < 400 ? 'good' : 'danger'}>{outcome}</Badge>
}

function ObjectOf(props: { readonly of: string; readonly opened: ReadonlyMap<string, string> }): ReactNode {
  const entity = props.opened.get(props.of)
  if (entity === undefined) return <code>{props.of} </code>
  return (
    <>
      <EntityLink entity={entity} />{' '}
    </>
  )
}

function Entry(props: {
  readonly entry: AuditEntry
  readonly opened: ReadonlyMap<string, string>
  readonly onClose: () => void
}): ReactNode {
  const t = useWords(WORDS)
  const tk = useWords(KIT)
  const { entry, opened, onClose } = props
  return (
    <Dialog title={t('entry', { seq: entry.seq })} isOpen wide onClose={onClose}>
      <Facts
        facts={[
          [t('time'), <Time key="time" at={timeOf(entry)} />],
          [
            t('who'),
            <span key="who">
              <PlayerText text={entry.name} inline /> <code>{entry.who}</code>
            </span>,
          ],
          [t('what'), <code key="what">{entry.what}</code>],
          [t('outcome'), <Outcome key="outcome" outcome={entry.outcome} />],
          [
            t('aboutWhat'),
            objectsOf(entry).map((object) => <ObjectOf key={object} of={object} opened={opened} />),
          ],
          [t('details'), <PlayerText key="details" text={entry.details} />],
          [t('previous'), <code key="previous">{entry.previous}</code>],
          [t('hash'), <code key="hash">{entry.hash}</code>],
        ]}
      />
      <div className="dialog-acts">
        <Button onPress={onClose}>{tk('close')}</Button>
      </div>
    </Dialog>
  )
}
