import { useNavigate } from '@tanstack/react-router'
import { type ReactNode, useEffect, useState } from 'react'
import type { Asked, Reply } from '../api/ask.ts'
import { useAsk } from '../api/use-ask.ts'
import { Button } from '../kit/button.tsx'
import { Diff } from '../kit/diff.tsx'
import { Page, Panel } from '../kit/page.tsx'
import { paths } from '../paths.ts'
import { useSession } from '../session/session.tsx'
import { useWords } from '../words/words.ts'
import { ApplyDialog } from './apply-dialog.tsx'
import { Backtest } from './backtest.tsx'
import { ChangeList } from './change-list.tsx'
import { changeOf, type Draft, specOf } from './draft.ts'
import { WORDS } from './editor-words.ts'
import { isId, RuleForm } from './rule-form.tsx'
import './rules.css'
import { Said } from '../kit/said.tsx'
import { useDraft } from './use-draft.ts'
import { WORDS as RULES } from './words.ts'

type Edits = NonNullable<NonNullable<Asked<'applyRules'>['body']>['edits']>

/** How long after the last key it is asked what a draft comes to, in ms. */
const LOOK_MS = 600

interface Given {
  /** Where the draft is kept. */
  readonly name: string
  readonly start: Draft
  /** Undefined: the rule is new. */
  readonly rule?: Reply<'rule'>
  readonly from?: string
  readonly facts: Reply<'language'>
}

/** A rule, written in a form, with what it would have done and what it comes to. */
export function RuleEditor({ name, start, rule, from, facts }: Given): ReactNode {
  const t = useWords(WORDS)
  const rules = useWords(RULES)
  const { may } = useSession()
  const navigate = useNavigate()
  const [draft, setDraft, discard, isKept] = useDraft(name, start)
  const [saving, setSaving] = useState<'shadow' | 'as-written'>()
  const edits = editsOf(rule, draft)
  const settled = useSettled(edits)
  const isWhole = isId(draft.id) && draft.policy !== '' && draft.on.length > 0 && draft.when.trim() !== ''
  const canSave = isWhole && edits.length > 0
  const preview = useAsk(
    'editRules',
    { body: { edits: settled } },
    // A draft that is still being typed is not asked about.
    { enabled: canSave && JSON.stringify(settled) === JSON.stringify(edits), keep: true },
  )
  const isShadow = draft.mode === 'shadow'
  const leave = () => void navigate({ to: rule === undefined ? paths.rules() : paths.rule(rule.id) })
  return (
    <Page
      title={rule === undefined ? t('newTitle') : t('editTitle', { id: rule.id })}
      about={from ?? t('about')}
      acts={
        <>
          {isKept && (
            <Button quiet onPress={discard}>
              {t('discard')}
            </Button>
          )}
          {may('policy.manage') ? (
            <>
              {!isShadow && (
                <Button isDisabled={!canSave} onPress={() => setSaving('shadow')}>
                  {t('saveShadow')}
                </Button>
              )}
              <Button primary isDisabled={!canSave} onPress={() => setSaving('as-written')}>
                {t(isShadow ? 'saveShadow' : 'apply')}
              </Button>
            </>
          ) : (
            <span className="rules-meta">{rules('mayNot')}</span>
          )}
        </>
      }
    >
      <div className="rules-columns">
        <div className="rules-stack">
          <RuleForm facts={facts} draft={draft} isNew={rule === undefined} onChange={setDraft} />
        </div>
        <div className="rules-stack">
          <Panel title={t('difference')}>
            {isKept && <p className="rules-meta">{t('draftKept')}</p>}
            <Comes data={canSave ? preview.data : undefined} />
          </Panel>
          <Backtest
            rule={draft.id}
            look={draft}
            {...(edits.length === 0 ? {} : { edits })}
            isDisabled={!isWhole || preview.data?.ok === false}
          />
        </div>
      </div>
      <ApplyDialog
        title={t('applyTitle', { id: draft.id })}
        edits={editsOf(rule, saving === 'shadow' ? { ...draft, mode: 'shadow' } : draft)}
        isOpen={saving !== undefined}
        onClose={() => setSaving(undefined)}
        onApplied={() => {
          discard()
          if (rule === undefined) void navigate({ to: paths.rule(draft.id) })
          else leave()
        }}
      />
    </Page>
  )
}

/** What the draft comes to: mistakes, the difference in words, and the rule as its file would have it. */
function Comes({ data }: { readonly data: Reply<'editRules'> | undefined }): ReactNode {
  const t = useWords(WORDS)
  if (data === undefined) return <p className="rules-meta">{t('noDifference')}</p>
  const [path, after] = Object.entries(data.files)[0] ?? []
  const told = data.diagnostics.filter(({ place }) => place.file in data.files)
  return (
    <div className="rules-stack">
      {told.length > 0 && (
        <ul className="rules-mistakes">
          {told.map(({ severity, place, message, wayOut }) => (
            <li
              key={`${place.line}:${place.column}:${message}`}
              className={severity === 'error' ? 'rules-error' : 'rules-warning'}
            >
              <code>
                {place.file}:{place.line}:{place.column}
              </code>{' '}
              <Said text={message} />
              {wayOut !== undefined && <bdi> – {wayOut}</bdi>}
            </li>
          ))}
        </ul>
      )}
      {data.difference && <ChangeList changes={data.difference} />}
      {typeof after === 'string' && (
        <details>
          <summary>
            {t('file')} <code>{path}</code>
          </summary>
          <Diff label={t('file')} before={data.before[path!] ?? ''} after={after} language="yaml" />
        </details>
      )}
    </div>
  )
}

function editsOf(rule: Reply<'rule'> | undefined, draft: Draft): Edits {
  if (rule === undefined) return [{ kind: 'add-rule', rule: specOf(draft) as never }]
  const set = changeOf(rule.spec, draft)
  return Object.keys(set).length === 0 ? [] : [{ kind: 'change-rule', rule: rule.id, set: set as never }]
}

/** The value once it has not changed for a moment. */
function useSettled<T>(value: T): T {
  const [settled, setSettled] = useState(value)
  const key = JSON.stringify(value)
  // biome-ignore lint/correctness/useExhaustiveDependencies: `key` stands for the value
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), LOOK_MS)
    return () => clearTimeout(timer)
  }, [key])
  return settled
}
