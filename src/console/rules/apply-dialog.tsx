import { type ReactNode, useState } from 'react'
import type { ConcernKind } from '../../pack/may-promote.ts'
import type { Asked, Reply } from '../api/ask.ts'
import { AskError } from '../api/ask-error.ts'
import { useAsk, useChange } from '../api/use-ask.ts'
import { Button } from '../kit/button.tsx'
import { Checkbox } from '../kit/checkbox.tsx'
import { Dialog } from '../kit/dialog.tsx'
import { ProblemBox } from '../kit/problem-box.tsx'
import { Said } from '../kit/said.tsx'
import { TextField } from '../kit/text-field.tsx'
import { toast } from '../kit/toast.tsx'
import { WORDS as KIT } from '../kit/words.ts'
import { useWords } from '../words/words.ts'
import { ChangeList } from './change-list.tsx'
import { useConcernWords } from './concern-words.ts'
import { WORDS } from './words.ts'

type Edits = NonNullable<Asked<'applyRules'>['body']>['edits']

interface Given {
  readonly title: string
  readonly edits: NonNullable<Edits>
  readonly isOpen: boolean
  readonly onClose: () => void
  readonly onApplied?: (applied: Reply<'applyRules'>) => void
  /** It takes something away. */
  readonly isDanger?: boolean
  readonly children?: ReactNode
}

/** Shows what a change comes to and what speaks against it, asks why, and makes it live. */
export function ApplyDialog(given: Given): ReactNode {
  return (
    <Dialog title={given.title} isOpen={given.isOpen} onClose={given.onClose} wide>
      {given.isOpen && <Body {...given} />}
    </Dialog>
  )
}

function Body({ edits, onClose, onApplied, isDanger = false, children }: Given): ReactNode {
  const t = useWords(WORDS)
  const kit = useWords(KIT)
  const say = useConcernWords()
  const [why, setWhy] = useState('')
  const [isConfirmed, setConfirmed] = useState(false)
  const preview = useAsk('editRules', { body: { edits } })
  const apply = useChange('applyRules', {
    refreshes: [
      'rules',
      'rule',
      'ruleHistory',
      'listPolicies',
      'policy',
      'policyHistory',
      'listVersions',
      'language',
    ],
  })
  const { data } = preview
  const concerns = data?.promotions.flatMap((one) =>
    one.concerns.map((concern) => ({ ...concern, rule: one.rule })),
  )
  const needsWord = (concerns?.length ?? 0) > 0
  const errors = data?.diagnostics.filter(({ severity }) => severity === 'error') ?? []
  const mayApply = data?.ok === true && why.trim() !== '' && (!needsWord || isConfirmed) && !apply.isPending

  async function go(): Promise<void> {
    if (data === undefined) return
    const body = { base: data.base, edits, why: why.trim(), ...(isConfirmed ? { confirmed: true } : {}) }
    try {
      const applied = await apply.mutateAsync({ body })
      toast(t('applied', { n: applied.version.number }))
      onClose()
      onApplied?.(applied)
    } catch (fault) {
      // Somebody was faster: what it comes to now is asked again, and shown.
      if (fault instanceof AskError && fault.kind === 'version-conflict') void preview.refetch()
    }
  }
  return (
    <div className="rules-stack">
      {children}
      <ProblemBox error={preview.error} />
      {data !== undefined && <p>{t('modeSays', { n: data.base + 1 })}</p>}
      {data?.difference && <ChangeList changes={data.difference} />}
      {errors.length > 0 && (
        <ul className="rules-mistakes">
          {errors.map(({ place, message, wayOut }) => (
            <li key={`${place.file}:${place.line}:${place.column}:${message}`} className="rules-error">
              <code>
                {place.file}:{place.line}:{place.column}
              </code>{' '}
              <Said text={message} />
              {wayOut !== undefined && <bdi> – {wayOut}</bdi>}
            </li>
          ))}
        </ul>
      )}
      {data?.leavesFolder && <p className="rules-note">{t('leavesFolder')}</p>}
      <TextField label={t('why')} hint={t('whyHint')} value={why} onChange={setWhy} lines={2} isRequired />
      {needsWord && (
        <div className="rules-concerns">
          <h3>{t('concerns')}</h3>
          <ul>
            {concerns!.map((one) => (
              <li key={`${one.rule} ${one.kind}`}>
                <code>{one.rule}</code> {say({ ...one, kind: one.kind as ConcernKind })}
              </li>
            ))}
          </ul>
          <Checkbox label={t('confirm')} isChosen={isConfirmed} onChange={setConfirmed} />
        </div>
      )}
      {apply.error instanceof AskError && apply.error.kind === 'version-conflict' && (
        <p className="rules-note" role="alert">
          {t('moved')}
        </p>
      )}
      <ProblemBox error={apply.error} />
      <div className="dialog-acts">
        <Button onPress={onClose}>{kit('cancel')}</Button>
        <Button
          {...(isDanger ? { danger: true } : { primary: true })}
          isDisabled={!mayApply}
          onPress={() => void go()}
        >
          {t('apply')}
        </Button>
      </div>
    </div>
  )
}
