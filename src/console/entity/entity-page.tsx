import { useNavigate } from '@tanstack/react-router'
import { type ReactNode, useState } from 'react'
import { useAsk, useChange } from '../api/use-ask.ts'
import { A } from '../kit/a.tsx'
import { Badge } from '../kit/badge.tsx'
import { Button } from '../kit/button.tsx'
import { Empty } from '../kit/empty.tsx'
import { Page, Panel } from '../kit/page.tsx'
import { ProblemBox } from '../kit/problem-box.tsx'
import { Select } from '../kit/select.tsx'
import { Time } from '../kit/time.tsx'
import { useParam } from '../kit/use-param.ts'
import { paths } from '../paths.ts'
import { useWords } from '../words/words.ts'
import './entity.css'
import { Known } from './known.tsx'
import { LabelPanel } from './label-panel.tsx'
import { Neighbours } from './neighbours.tsx'
import { Timeline } from './timeline.tsx'
import { WORDS } from './words.ts'

const DAYS = [1, 7, 30, 90] as const

/** An account, room or item; its address holds an id that tells nothing by itself. */
export function EntityPage(): ReactNode {
  const t = useWords(WORDS)
  const id = useParam('ref')
  const ref = useAsk('entityRef', { params: { id: id as never } }, { freshMs: 60_000 })
  const entity = ref.data?.entity
  // One for each entity: nothing known of another one is shown, or acted upon, under its name.
  if (entity !== undefined) return <EntityFound key={entity} entity={entity} />
  return (
    <Page title={t('titleOther')} about={t('about')}>
      {ref.error?.kind === 'not-found' ? <Empty>{t('gone')}</Empty> : <ProblemBox error={ref.error} />}
    </Page>
  )
}

function EntityFound({ entity }: { readonly entity: string }): ReactNode {
  const t = useWords(WORDS)
  const navigate = useNavigate()
  const [days, setDays] = useState(30)
  const found = useAsk('findEntity', { body: { entity, days } }, { keep: true })
  const save = useChange('saveQuery')
  const kind = entity.slice(0, entity.indexOf(':'))
  const isAccount = kind === 'account'
  const title = isAccount
    ? t('titleAccount')
    : kind === 'room'
      ? t('titleRoom')
      : kind === 'item'
        ? t('titleItem')
        : t('titleOther')
  async function investigate(): Promise<void> {
    const types = Object.entries(found.data?.history?.types ?? {}).sort(([, a], [, b]) => b - a)
    const where = isAccount
      ? { actors: [entity] }
      : kind === 'room'
        ? { sessions: [entity] }
        : { targets: [entity] }
    const on = types[0]?.[0] ?? 'chat.message'
    const { id } = await save.mutateAsync({
      body: { name: null, query: { on, when: 'true', where, last: `${days}d` } },
    })
    void navigate({ to: paths.investigate(id) })
  }
  return (
    <Page
      title={title}
      about={
        <>
          <bdi className="entity-name">{entity}</bdi> – {t('about')}
        </>
      }
      acts={
        <>
          <Select
            label={t('days')}
            value={String(days)}
            options={DAYS.map((n) => ({ value: String(n), label: t('lastDays', { n }) }))}
            onChange={(next) => setDays(Number(next))}
          />
          <Button isDisabled={save.isPending} onPress={() => void investigate().catch(() => {})}>
            {t('investigate')}
          </Button>
        </>
      }
    >
      <ProblemBox error={found.error ?? save.error} />
      {found.data !== undefined && (
        <>
          <Known found={found.data} />
          <LabelPanel entity={entity} labels={found.data.labels} />
          {found.data.enforcements !== null && (
            <Panel title={t('enforcements')}>
              {found.data.enforcements.length === 0 && <Empty>{t('noEnforcements')}</Empty>}
              <ul className="entity-labels">
                {found.data.enforcements.map((one) => (
                  <li key={one.id}>
                    <Badge tone="danger">{one.enforcement}</Badge>
                    <A to={paths.enforcement(one.id)}>{one.causes[0]?.policy ?? one.id}</A>
                    <span className="field-hint">
                      {one.until === null ? (
                        t('forEver')
                      ) : (
                        <>
                          {t('until')} <Time at={one.until} />
                        </>
                      )}
                    </span>
                  </li>
                ))}
              </ul>
            </Panel>
          )}
        </>
      )}
      {isAccount && <Neighbours entity={entity} days={days} />}
      <Timeline entity={entity} days={days} />
    </Page>
  )
}
