import { type FormEvent, type ReactNode, useState } from 'react'
import { beyond } from '../../access/beyond.ts'
import { KeyScope, SCOPE_CAPABILITIES } from '../../access/capability.ts'
import { keyCapabilities } from '../../access/key-capabilities.ts'
import type { UserId } from '../../core/ids.ts'
import { giverOf } from '../access/giver.ts'
import { SecretOnce } from '../access/secret-once.tsx'
import { WORDS as ACCESS } from '../access/words.ts'
import { WorldsField } from '../access/worlds-field.tsx'
import type { Reply } from '../api/ask.ts'
import { useChange } from '../api/use-ask.ts'
import { Button } from '../kit/button.tsx'
import { Checkbox } from '../kit/checkbox.tsx'
import { Dialog } from '../kit/dialog.tsx'
import { plainText } from '../kit/plain-text.ts'
import { ProblemBox } from '../kit/problem-box.tsx'
import { Select } from '../kit/select.tsx'
import { TextField } from '../kit/text-field.tsx'
import { useSession } from '../session/session.tsx'
import { useWords } from '../words/words.ts'
import { WORDS } from './words.ts'

/** Creates a key, and shows it this once. */
export function CreateKeyDialog(props: {
  readonly people: ReadonlyMap<string, string>
  readonly onClose: () => void
}): ReactNode {
  const t = useWords(WORDS)
  const ta = useWords(ACCESS)
  const session = useSession()
  const { people, onClose } = props
  const [name, setName] = useState('')
  const [scopes, setScopes] = useState<readonly KeyScope[]>(['screen'])
  const [worlds, setWorlds] = useState<readonly string[] | null>(session.user.worlds)
  const [rate, setRate] = useState('')
  const [person, setPerson] = useState('')
  const [created, setCreated] = useState<Reply<'createKey'>>()
  const { mutate, isPending, error } = useChange('createKey', { refreshes: ['listKeys'] })
  if (created !== undefined)
    return (
      <SecretOnce
        title={t('secret', { name: plainText(created.name) })}
        secret={created.secret}
        onClose={onClose}
      >
        <p>{t('secretHint')}</p>
      </SecretOnce>
    )

  // What speaks for a person is held to that person by the service, which knows them.
  const why =
    person === ''
      ? beyond(giverOf(session), {
          capabilities: keyCapabilities(scopes, undefined),
          worlds,
          clearance: undefined,
        })
      : undefined

  function submit(event: FormEvent): void {
    event.preventDefault()
    mutate(
      {
        body: {
          ...{ name: name.trim(), scopes: [...scopes] },
          ...(worlds === null ? {} : { worlds: [...worlds] }),
          ...(rate.trim() === '' ? {} : { ratePerSecond: Number(rate) }),
          ...(person === '' ? {} : { user: person as UserId }),
        },
      },
      { onSuccess: setCreated },
    )
  }
  return (
    <Dialog title={t('createTitle')} isOpen wide onClose={onClose}>
      <form className="form" onSubmit={submit}>
        <TextField label={t('name')} hint={t('nameHint')} value={name} onChange={setName} isRequired />
        <fieldset className="choose">
          <legend>{t('scopes')}</legend>
          {KeyScope.options.map((scope) => (
            <Checkbox
              key={scope}
              label={ta(`scope_${scope}`)}
              hint={
                scope === 'person' || scope === 'admin'
                  ? ta(`scopeHint_${scope}`)
                  : SCOPE_CAPABILITIES[scope].map((one) => ta(`cap_${one}`)).join('; ')
              }
              isChosen={scopes.includes(scope)}
              onChange={(isChosen) =>
                setScopes(isChosen ? [...scopes, scope] : scopes.filter((one) => one !== scope))
              }
            />
          ))}
          <span className="field-hint">{scopes.length === 0 ? t('none') : t('scopesHint')}</span>
        </fieldset>
        <WorldsField worlds={worlds} onChange={setWorlds} />
        <TextField
          label={t('rate')}
          hint={t('rateHint')}
          value={rate}
          onChange={setRate}
          inputMode="numeric"
          {...(rate.trim() === '' || Number(rate) > 0 ? {} : { problem: t('rateHint') })}
        />
        {people.size > 0 && (
          <Select
            label={t('person')}
            hint={t('personHint')}
            value={person}
            onChange={setPerson}
            options={[
              { value: '', label: t('personNobody') },
              ...[...people].map(([value, label]) => ({ value, label })),
            ]}
          />
        )}
        {why !== undefined && (
          <p className="choose-why" role="alert">
            {ta(`beyond_${why}`)}
          </p>
        )}
        <ProblemBox error={error} />
        <Button type="submit" primary isDisabled={isPending || why !== undefined || scopes.length === 0}>
          {t('createAct')}
        </Button>
      </form>
    </Dialog>
  )
}
