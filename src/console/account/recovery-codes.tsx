import { type ReactNode, useState } from 'react'
import { Button } from '../kit/button.tsx'
import { Checkbox } from '../kit/checkbox.tsx'
import { CopyButton } from '../kit/copy-button.tsx'
import { useWords } from '../words/words.ts'
import { WORDS } from './words.ts'

interface Given {
  readonly codes: readonly string[]
  readonly onDone: () => void
}

/** Shown this once: whoever goes on says that they have kept them. */
export function RecoveryCodes({ codes, onDone }: Given): ReactNode {
  const t = useWords(WORDS)
  const [isKept, setKept] = useState(false)
  return (
    <div className="form">
      <h3>{t('recoveryCodes')}</h3>
      <p>{t('recoveryWhy')}</p>
      <ul className="account-codes">
        {codes.map((code) => (
          <li key={code}>
            <code>{code}</code>
          </li>
        ))}
      </ul>
      <CopyButton text={codes.join('\n')} label={t('copyCodes')} />
      <Checkbox label={t('kept')} isChosen={isKept} onChange={setKept} />
      <Button primary isDisabled={!isKept} onPress={onDone}>
        {t('done')}
      </Button>
    </div>
  )
}
