import { type ReactNode, useMemo, useState } from 'react'
import type { Reply } from '../api/ask.ts'
import { useAsk } from '../api/use-ask.ts'
import { Badge } from '../kit/badge.tsx'
import { Checkbox } from '../kit/checkbox.tsx'
import { Grid } from '../kit/grid.tsx'
import type { GridColumn } from '../kit/grid-column.ts'
import { Page, Panel } from '../kit/page.tsx'
import { ProblemBox } from '../kit/problem-box.tsx'
import { Select } from '../kit/select.tsx'
import { TextField } from '../kit/text-field.tsx'
import { useFilters } from '../kit/use-filters.ts'
import { useWords } from '../words/words.ts'
import { WORDS } from './words.ts'
import './registry.css'

type Part = Reply<'registry'>['parts'][number]

/** As it may stand in an address. */
function addressed(name: string): string {
  return name.replaceAll(' ', '_').replaceAll('/', '@')
}

/** Which part of the live pack uses which. */
export function RegistryPage(): ReactNode {
  const t = useWords(WORDS)
  // Kinds of part come from the service; one that is new there is called as there.
  const say = t as (key: string, values: { readonly defaultValue: string }) => string
  const partName = (kind: string) => say(`part_${kind}`, { defaultValue: kind })
  const { data, error } = useAsk('registry', {})
  const [{ part, unused, kind, name }, filter] = useFilters(['part', 'unused', 'kind', 'name'])
  const [text, setText] = useState('')
  const parts = data?.parts ?? []
  const kinds = useMemo(() => [...new Set((data?.parts ?? []).map((one) => one.part))].toSorted(), [data])
  const wanted = text.trim().toLowerCase()
  const rows = parts.filter(
    (one) =>
      (part === '' || addressed(one.part) === part) &&
      (unused === '' || one.unused) &&
      one.name.toLowerCase().includes(wanted),
  )
  const open = parts.find((one) => addressed(one.part) === kind && addressed(one.name) === name)
  const columns: readonly GridColumn<Part>[] = [
    {
      id: 'part',
      title: t('part'),
      width: '10rem',
      sort: (one) => one.part,
      cell: (one) => partName(one.part),
    },
    {
      id: 'name',
      title: t('name'),
      sort: (one) => one.name,
      cell: (one) => (
        <>
          <code>{one.name}</code> {one.unused && <Badge tone="warn">{t('unused')}</Badge>}
        </>
      ),
    },
    {
      id: 'uses',
      title: t('uses'),
      width: '9rem',
      isNumber: true,
      sort: (one) => one.uses.length,
      cell: (one) => one.uses.length,
    },
    {
      id: 'usedBy',
      title: t('usedBy'),
      width: '9rem',
      isNumber: true,
      sort: (one) => one.usedBy.length,
      cell: (one) => one.usedBy.length,
    },
  ]
  return (
    <Page title={t('registry')} about={t('about')}>
      <ProblemBox error={error} />
      <div className="filters">
        <TextField label={t('find')} value={text} onChange={setText} />
        <Select
          label={t('part')}
          value={part}
          onChange={(next) => filter({ part: next })}
          options={[
            { value: '', label: t('any') },
            ...kinds.map((value) => ({ value: addressed(value), label: partName(value) })),
          ]}
        />
        <Checkbox
          label={t('onlyUnused')}
          isChosen={unused !== ''}
          onChange={(is) => filter({ unused: is ? 'yes' : '' })}
        />
      </div>
      {data !== undefined && (
        <Grid
          label={t('registry')}
          rows={rows}
          columns={columns}
          rowId={(one) => `${one.part} ${one.name}`}
          onOpen={({ part: kind, name }) => filter({ kind: addressed(kind), name: addressed(name) })}
        />
      )}
      {open === undefined ? (
        data !== undefined && <p className="registry-how">{t('choose')}</p>
      ) : (
        <Panel title={`${partName(open.part)} ${open.name}`}>
          <div className="columns">
            <Links title={t('uses')} links={open.uses} />
            <Links title={t('usedBy')} links={open.usedBy} />
          </div>
        </Panel>
      )}
    </Page>
  )

  function Links(props: { readonly title: string; readonly links: Part['uses'] }): ReactNode {
    return (
      <section>
        <h3>{props.title}</h3>
        {props.links.length === 0 && <p className="registry-how">{t('nothing')}</p>}
        <ul className="registry-links">
          {props.links.map((link) => (
            <li key={`${link.how} ${link.part} ${link.name}`}>
              <button
                type="button"
                className="registry-link"
                onClick={() => filter({ kind: addressed(link.part), name: addressed(link.name) })}
              >
                {partName(link.part)} <code>{link.name}</code>
              </button>{' '}
              <span className="registry-how">{say(`how_${link.how}`, { defaultValue: link.how })}</span>
            </li>
          ))}
        </ul>
      </section>
    )
  }
}
