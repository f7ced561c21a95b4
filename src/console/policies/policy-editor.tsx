import { type ReactNode, useState } from 'react'
import { Severity } from '../../core/severity.ts'
import type { Reply } from '../api/ask.ts'
import { A } from '../kit/a.tsx'
import { SeverityBadge } from '../kit/badge.tsx'
import { Button } from '../kit/button.tsx'
import { Checkbox } from '../kit/checkbox.tsx'
import { Editor } from '../kit/editor.tsx'
import { Empty } from '../kit/empty.tsx'
import { Page, Panel } from '../kit/page.tsx'
import { Select } from '../kit/select.tsx'
import { TextField } from '../kit/text-field.tsx'
import { paths } from '../paths.ts'
import { ApplyDialog } from '../rules/apply-dialog.tsx'
import { ModeBadge } from '../rules/mode-badge.tsx'
import { PartHistory } from '../rules/part-history.tsx'
import '../rules/rules.css'
import { Said } from '../kit/said.tsx'
import { useSession } from '../session/session.tsx'
import { useLanguage, useWords } from '../words/words.ts'
import { type PolicyDraft, policyChange, policyDraft } from './policy-draft.ts'
import { WORDS } from './words.ts'

const TEXTS = [
  ['title', 'titleText', undefined],
  ['guideline', 'guideline', 5],
  ['notice', 'notice', 4],
] as const

/** What a policy says, side by side in each language. */
export function PolicyEditor({ policy }: { readonly policy: Reply<'policy'> }): ReactNode {
  const t = useWords(WORDS)
  const language = useLanguage()
  const { may } = useSession()
  const start = policyDraft(policy)
  const [draft, setDraft] = useState<PolicyDraft>(start)
  const [keepsVersion, setKeepsVersion] = useState(false)
  const [isApplying, setApplying] = useState(false)
  const set = policyChange(policy, draft)
  const isWeight = /^\d+(\.\d+)?$/.test(draft.strike) && Number(draft.strike) <= 1000
  const mayChange = may('policy.manage')
  const isChanged = Object.keys(set).length > 0
  return (
    <Page
      title={policy.id}
      about={
        <>
          <SeverityBadge severity={policy.severity} />{' '}
          <Said text={policy.title[language] ?? Object.values(policy.title)[0] ?? ''} /> · {t('version')}{' '}
          {policy.version} · {t('ruleCount', { count: policy.rules.length })}
        </>
      }
      acts={
        mayChange ? (
          <>
            {isChanged && (
              <Button quiet onPress={() => setDraft(start)}>
                {t('discard')}
              </Button>
            )}
            <Button primary isDisabled={!isChanged || !isWeight} onPress={() => setApplying(true)}>
              {t('apply')}
            </Button>
          </>
        ) : (
          <span className="rules-meta">{t('mayNot')}</span>
        )
      }
    >
      <div className="rules-columns">
        <div className="rules-stack">
          <Panel title={t('texts')}>
            <div className="rules-form">
              {TEXTS.map(([key, word, lines]) =>
                policy.languages.map((code) => (
                  <div key={`${key} ${code}`} lang={code}>
                    <TextField
                      label={`${t(word)} · ${code === 'ko' ? t('language_ko') : code === 'en' ? t('language_en') : code}`}
                      value={draft[key][code] ?? ''}
                      isReadOnly={!mayChange}
                      {...(lines === undefined ? {} : { lines })}
                      onChange={(text) => setDraft({ ...draft, [key]: { ...draft[key], [code]: text } })}
                    />
                  </div>
                )),
              )}
              <Select
                label={t('severity')}
                value={draft.severity}
                isDisabled={!mayChange}
                options={Severity.options.map((value) => ({ value, label: value }))}
                onChange={(severity) => setDraft({ ...draft, severity })}
              />
              <TextField
                label={t('weight')}
                value={draft.strike}
                isReadOnly={!mayChange}
                problem={isWeight ? undefined : t('badWeight')}
                onChange={(strike) => setDraft({ ...draft, strike })}
              />
            </div>
          </Panel>
          <Panel title={t('history')}>
            <PartHistory of="policyHistory" id={policy.id} />
          </Panel>
        </div>
        <div className="rules-stack">
          <Panel title={t('usedBy')}>
            {policy.rules.length + policy.usedBy.length === 0 && <Empty>{t('noUse')}</Empty>}
            <ul className="rules-sentences">
              {policy.rules.map(({ id, mode }) => (
                <li key={id}>
                  <A to={paths.rule(id)}>{id}</A> <ModeBadge mode={mode} />
                </li>
              ))}
              {policy.usedBy
                .filter(({ part }) => part !== 'rule')
                .map(({ part, name, how }) => (
                  <li key={`${part} ${name} ${how}`}>
                    {part} <code>{name}</code>
                  </li>
                ))}
            </ul>
          </Panel>
          <Panel title={t('legal')}>
            <p className="rules-meta">{t('inFile', { file: policy.file, line: policy.line })}</p>
            <Editor label={t('legal')} value={policy.source} language="yaml" isReadOnly />
          </Panel>
        </div>
      </div>
      <ApplyDialog
        title={t('applyTitle', { id: policy.id })}
        edits={[{ kind: 'change-policy', policy: policy.id, set: set as never, keepsVersion }]}
        isOpen={isApplying}
        onClose={() => setApplying(false)}
      >
        <Checkbox
          label={t('keepsVersion', { n: policy.version })}
          hint={t('keepsHint')}
          isChosen={keepsVersion}
          onChange={setKeepsVersion}
        />
      </ApplyDialog>
    </Page>
  )
}
