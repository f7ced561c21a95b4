import { type ReactNode, useMemo } from 'react'
import { ask, type Reply } from '../api/ask.ts'
import { Button } from '../kit/button.tsx'
import { Editor } from '../kit/editor.tsx'
import type { EditorMistake } from '../kit/editor-props.ts'
import { Select } from '../kit/select.tsx'
import { completions } from '../rules/complete.ts'
import { useLanguage, useWords } from '../words/words.ts'
import { LAST, type Question } from './query-state.ts'
import { WORDS } from './words.ts'

interface Given {
  readonly facts: Reply<'language'>
  readonly question: Question
  /** The condition as it stands in the editor. */
  readonly when: string
  readonly onWhen: (when: string) => void
  readonly onChange: (question: Question) => void
  readonly isRunning: boolean
  readonly onStop: () => void
}

/** What is asked: of which events, which condition, over which time. */
export function QueryBar({ facts, question, when, onWhen, onChange, isRunning, onStop }: Given): ReactNode {
  const t = useWords(WORDS)
  const language = useLanguage()
  const { on, span } = question
  const complete = useMemo(() => completions(facts, [on], language), [facts, on, language])
  async function check(text: string, signal: AbortSignal): Promise<readonly EditorMistake[]> {
    const { diagnostics } = await ask('checkCondition', { body: { on, when: text } }, signal)
    return diagnostics.map(({ from, to, severity, message, wayOut }) => ({
      ...{ from, to, severity, message: wayOut === undefined ? message : `${message}; ${wayOut}` },
    }))
  }
  const spans = LAST.map((last) => ({ value: last as string, label: t(`last_${last}`) }))
  const isBrushed = !('last' in span)
  // A query that was saved by the API may look back for any time.
  if (!isBrushed && !spans.some(({ value }) => value === span.last))
    spans.push({ value: span.last, label: span.last })
  return (
    <div className="investigate-bar">
      <Select
        label={t('type')}
        value={on}
        options={facts.eventTypes.map(({ name }) => ({ value: name, label: name }))}
        onChange={(next) => onChange({ ...question, on: next, when: 'true' })}
      />
      <div className="field investigate-when">
        <span className="field-label">{t('condition')}</span>
        <Editor
          key={on}
          label={t('condition')}
          value={when}
          onChange={onWhen}
          language="cel"
          complete={complete}
          check={check}
          onSubmit={() => onChange({ ...question, when })}
        />
        <span className="field-hint">{t('conditionHint')}</span>
      </div>
      <Select
        label={t('span')}
        value={isBrushed ? 'brushed' : span.last}
        options={isBrushed ? [...spans, { value: 'brushed', label: t('brushed') }] : spans}
        onChange={(last) => last !== 'brushed' && onChange({ ...question, when, span: { last } })}
      />
      <div className="investigate-go">
        {isRunning ? (
          <Button onPress={onStop}>{t('stop')}</Button>
        ) : (
          <Button primary onPress={() => onChange({ ...question, when })}>
            {t('ask')}
          </Button>
        )}
      </div>
    </div>
  )
}
