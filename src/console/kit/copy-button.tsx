import { type ReactNode, useState } from 'react'
import { useWords } from '../words/words.ts'
import { Button } from './button.tsx'
import { WORDS } from './words.ts'

/** Puts a text into the clipboard. */
export function CopyButton({ text, label }: { readonly text: string; readonly label?: string }): ReactNode {
  const t = useWords(WORDS)
  const [isCopied, setCopied] = useState(false)
  return (
    <Button
      onPress={async () => {
        await navigator.clipboard.writeText(text)
        setCopied(true)
        setTimeout(() => setCopied(false), 2000)
      }}
    >
      {isCopied ? t('copied') : (label ?? t('copy'))}
    </Button>
  )
}
