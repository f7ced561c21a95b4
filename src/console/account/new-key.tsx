import { type FormEvent, type ReactNode, useState } from 'react'
import { KeyScope, SCOPE_CAPABILITIES } from '../../access/capability.ts'
import { useChange } from '../api/use-ask.ts'
import { Button } from '../kit/button.tsx'
import { Checkbox } from '../kit/checkbox.tsx'
import { CopyButton } from '../kit/copy-button.tsx'
import { Dialog } from '../kit/dialog.tsx'
import { ProblemBox } from '../kit/problem-box.tsx'
import { TextField } from '../kit/text-field.tsx'
import { useSession } from '../session/session.tsx'
import { useWords } from '../words/words.ts'
import { WORDS } from './words.ts'

interface Given {
  readonly isOpen: boolean
  readonly onClose: () => void
}

/** Makes a key that speaks for whoever makes it, and shows it once. */
export function NewKey({ isOpen, onClose }: Given): ReactNode {
  const t = useWords(WORDS)
  const { may } = useSession()
  const [name, setName] = useState('')
  const [scopes, setScopes] = useState<readonly KeyScope[]>(['person'])
  const { mutate, isPending, error, data, reset } = useChange('createOwnKey', { refreshes: ['listOwnKeys'] })
  // A scope of which the person may do nothing would make a key that does nothing.
  const offered = KeyScope.options.filter(
    (scope) => scope === 'person' || SCOPE_CAPABILITIES[scope].some((one) => may(one)),
  )
  function close(): void {
    setName('')
    setScopes(['person'])
    reset()
    onClose()
  }
  function submit(event: FormEvent): void {
    event.preventDefault()
    mutate({ body: { name, scopes: [...scopes] } })
  }
  return (
    <Dialog
      title={data === undefined ? t('newKey') : t('keyMade')}
      isOpen={isOpen}
      onClose={close}
      isFirm={data !== undefined}
    >
      {data === undefined ? (
        <form className="form" onSubmit={submit}>
          <TextField
            label={t('keyName')}
            hint={t('keyNameHint')}
            value={name}
            onChange={setName}
            isRequired
          />
          <fieldset className="account-scopes">
            <legend>{t('scopes')}</legend>
            {offered.map((scope) => (
              <Checkbox
                key={scope}
                label={t(`scope_${scope}`)}
                isChosen={scopes.includes(scope)}
                onChange={(isChosen) =>
                  setScopes(isChosen ? [...scopes, scope] : scopes.filter((one) => one !== scope))
                }
              />
            ))}
          </fieldset>
          <ProblemBox error={error} />
          <div className="dialog-acts">
            <Button onPress={close}>{t('cancel')}</Button>
            <Button type="submit" primary isDisabled={isPending || scopes.length === 0}>
              {t('makeKey')}
            </Button>
          </div>
        </form>
      ) : (
        <>
          <p>{t('keyOnce')}</p>
          <p className="account-secret">
            <code>{data.secret}</code>
            <CopyButton text={data.secret} />
          </p>
          <div className="dialog-acts">
            <Button primary onPress={close}>
              {t('keptKey')}
            </Button>
          </div>
        </>
      )}
    </Dialog>
  )
}
