import { type ReactNode, useState } from 'react'
import { useAsk } from '../api/use-ask.ts'
import { Badge } from '../kit/badge.tsx'
import { Button } from '../kit/button.tsx'
import { Empty } from '../kit/empty.tsx'
import { Facts } from '../kit/facts.tsx'
import { Page, Panel } from '../kit/page.tsx'
import { ProblemBox } from '../kit/problem-box.tsx'
import { Select } from '../kit/select.tsx'
import { Time } from '../kit/time.tsx'
import { useFilters } from '../kit/use-filters.ts'
import { useParam } from '../kit/use-param.ts'
import { ChangeList } from '../rules/change-list.tsx'
import '../rules/rules.css'
import { Said } from '../kit/said.tsx'
import { useSession } from '../session/session.tsx'
import { useWords } from '../words/words.ts'
import { FileDiffs } from './file-diffs.tsx'
import { RollbackDialog } from './rollback-dialog.tsx'
import { useHow } from './use-how.ts'
import { WORDS } from './words.ts'

/** One version: who, when and why, and what it changed. */
export function VersionPage(): ReactNode {
  const t = useWords(WORDS)
  const how = useHow()
  const { may } = useSession()
  const number = Number(useParam('number'))
  const [{ from }, setFilters] = useFilters(['from'])
  const [isGoingBack, setGoingBack] = useState(false)
  const list = useAsk('listVersions', { query: { limit: '1', before: String(number + 1) } })
  const version = list.data?.versions.find((one) => one.number === number)
  const live = list.data?.live
  const difference = useAsk(
    'versionDifference',
    { params: { number: String(number) }, query: from === '' ? {} : { from } },
    { keep: true },
  )
  const { data } = difference
  return (
    <Page
      title={t('versionN', { n: number })}
      about={number === live ? <Badge tone="good">{t('judges')}</Badge> : undefined}
      acts={
        version !== undefined &&
        number !== live &&
        may('policy.manage') && (
          <Button danger onPress={() => setGoingBack(true)}>
            {t('back')}
          </Button>
        )
      }
    >
      <ProblemBox error={list.error ?? difference.error} />
      {version !== undefined && (
        <Facts
          facts={[
            [t('when'), <Time key="when" at={version.appliedAt} />],
            [t('who'), <Said key="who" text={version.appliedBy} />],
            [t('how'), how(version)],
            [t('why'), <Said key="why" text={version.why} />],
            [t('ruleset'), <code key="ruleset">{version.ruleset}</code>],
          ]}
        />
      )}
      {data !== undefined && (
        <>
          <Panel
            title={t('changes')}
            acts={
              live !== undefined && (
                <Select
                  label={t('against')}
                  value={from}
                  options={[
                    ...(version?.base ? [{ value: '', label: t('madeOn', { n: version.base }) }] : []),
                    ...(live === number ? [] : [{ value: String(live), label: t('liveOne', { n: live }) }]),
                  ]}
                  onChange={(value) => setFilters({ from: value })}
                />
              )
            }
          >
            {data.changes === null && <p>{t('cannotTell')}</p>}
            {data.changes?.length === 0 && <Empty>{t('noChanges')}</Empty>}
            {data.changes && <ChangeList changes={data.changes} />}
          </Panel>
          <Panel title={t('files')}>
            <FileDiffs files={data.files} />
          </Panel>
        </>
      )}
      {version !== undefined && live !== undefined && (
        <RollbackDialog
          version={version}
          live={live}
          isOpen={isGoingBack}
          onClose={() => setGoingBack(false)}
        />
      )}
    </Page>
  )
}
