import { type ReactNode, useState } from 'react'
import '../acts/acts.css'
import { useChange } from '../api/use-ask.ts'
import { Button } from '../kit/button.tsx'
import { Checkbox } from '../kit/checkbox.tsx'
import { Dialog } from '../kit/dialog.tsx'
import { ProblemBox } from '../kit/problem-box.tsx'
import { TextField } from '../kit/text-field.tsx'
import { useWords } from '../words/words.ts'
import { MESSAGE_TYPES } from './message-types.ts'
import { SecretDialog } from './secret-dialog.tsx'
import { WORDS } from './words.ts'

/** Adds an endpoint, and shows its secret. */
export function AddEndpoint({ onClose }: { readonly onClose: () => void }): ReactNode {
  const t = useWords(WORDS)
  const [url, setUrl] = useState('')
  const [description, setDescription] = useState('')
  const [types, setTypes] = useState<ReadonlySet<string>>(new Set())
  const add = useChange('addEndpoint', { refreshes: ['listEndpoints'] })
  if (add.data !== undefined) return <SecretDialog secret={add.data.secret} onClose={onClose} />
  const toggle = (type: string, isChosen: boolean) => {
    const next = new Set(types)
    if (isChosen) next.add(type)
    else next.delete(type)
    setTypes(next)
  }
  return (
    <Dialog title={t('add')} isOpen onClose={onClose}>
      <div className="form">
        <TextField
          label={t('url')}
          value={url}
          onChange={setUrl}
          type="url"
          autoComplete="off"
          placeholder="https://"
        />
        <TextField label={t('description')} value={description} onChange={setDescription} maxLength={200} />
        <fieldset className="acts-types">
          <legend className="field-label">{t('types')}</legend>
          {MESSAGE_TYPES.map((type) => (
            <Checkbox
              key={type}
              label={type}
              isChosen={types.has(type)}
              onChange={(isChosen) => toggle(type, isChosen)}
            />
          ))}
          <p className="field-hint">{t('typesHint')}</p>
        </fieldset>
      </div>
      <ProblemBox error={add.error} />
      <div className="dialog-acts">
        <Button
          primary
          isDisabled={url.trim() === '' || add.isPending}
          onPress={() =>
            add.mutate({
              body: {
                url: url.trim(),
                description: description.trim(),
                ...(types.size === 0 ? {} : { types: [...types] }),
              },
            })
          }
        >
          {t('addAct')}
        </Button>
      </div>
    </Dialog>
  )
}
