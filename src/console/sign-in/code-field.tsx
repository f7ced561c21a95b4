import type { ReactNode } from 'react'
import { TextField } from '../kit/text-field.tsx'
import { useWords } from '../words/words.ts'
import { WORDS } from './words.ts'

interface Given {
  readonly value: string
  readonly onChange: (value: string) => void
}

/** The code of a second factor, or a recovery code. */
export function CodeField({ value, onChange }: Given): ReactNode {
  const t = useWords(WORDS)
  return (
    <TextField
      label={t('code')}
      hint={t('codeHint')}
      value={value}
      onChange={onChange}
      autoComplete="one-time-code"
      autoFocus
      isRequired
    />
  )
}
