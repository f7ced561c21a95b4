import type { ReactNode } from 'react'
import { useAsk } from '../api/use-ask.ts'
import { A } from '../kit/a.tsx'
import { SeverityBadge } from '../kit/badge.tsx'
import { Editor } from '../kit/editor.tsx'
import { Page, Panel } from '../kit/page.tsx'
import { ProblemBox } from '../kit/problem-box.tsx'
import { useParam } from '../kit/use-param.ts'
import { paths } from '../paths.ts'
import { useLanguage, useWords } from '../words/words.ts'
import { Backtest } from './backtest.tsx'
import { ModeActs } from './mode-acts.tsx'
import { ModeBadge } from './mode-badge.tsx'
import { PartHistory } from './part-history.tsx'
import { RuleKnown } from './rule-known.tsx'
import { RuleSeries } from './rule-series.tsx'
import { RuleWords } from './rule-words.tsx'
import './rules.css'
import { Said } from '../kit/said.tsx'
import { WORDS } from './words.ts'

/** One rule: what it says, what it did, who changed it. */
export function RulePage(): ReactNode {
  const t = useWords(WORDS)
  const language = useLanguage()
  const id = useParam('id')
  const { data: rule, error } = useAsk('rule', { params: { id } })
  if (rule === undefined)
    return (
      <Page title={id}>
        <ProblemBox error={error} />
        {error !== null && (
          <Panel title={t('history')}>
            <PartHistory of="ruleHistory" id={id} />
          </Panel>
        )}
      </Page>
    )
  const { policy } = rule
  return (
    <Page
      title={rule.id}
      about={
        <>
          <ModeBadge mode={rule.mode} /> <SeverityBadge severity={policy.severity} />{' '}
          <A to={paths.policy(policy.id)}>
            <Said text={policy.title[language] ?? policy.id} />
          </A>{' '}
          · {t('owner')}: {rule.owner === null ? t('noOwner') : <Said text={rule.owner} />}
          {rule.description !== null && (
            <>
              {' '}
              · <Said text={rule.description} />
            </>
          )}
        </>
      }
      acts={<ModeActs rule={rule} />}
    >
      <div className="rules-columns">
        <div className="rules-stack">
          <Panel title={t('words')}>
            <RuleWords rule={rule} />
          </Panel>
          <Panel title={t('condition')}>
            <Editor label={t('condition')} value={rule.when} language="cel" isReadOnly />
          </Panel>
          <RuleSeries id={rule.id} />
          <Backtest
            key={rule.id}
            rule={rule.id}
            look={{ on: rule.on, when: rule.when, worlds: rule.worlds ?? [] }}
          />
        </div>
        <div className="rules-stack">
          <Panel title={t('known')}>
            <RuleKnown evidence={rule.evidence} />
          </Panel>
          <Panel title={t('history')}>
            <PartHistory of="ruleHistory" id={rule.id} />
          </Panel>
          <Panel title={t('source')}>
            <p className="rules-meta">{t('inFile', { file: rule.file, line: rule.line })}</p>
            <Editor label={t('source')} value={rule.source} language="yaml" isReadOnly />
          </Panel>
        </div>
      </div>
    </Page>
  )
}
