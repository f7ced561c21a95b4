import { useQueryClient } from '@tanstack/react-query'
import { type ReactNode, useEffect, useId, useRef, useState } from 'react'
import { EXCHANGE_FORMATS, type ExchangeFormat } from '../../core/exchange-format.ts'
import { HASH_TYPE_NAMES } from '../../core/hash-type.ts'
import { refreshRoutes } from '../api/refresh-routes.ts'
import { Button } from '../kit/button.tsx'
import { Checkbox } from '../kit/checkbox.tsx'
import { Select } from '../kit/select.tsx'
import { useWords } from '../words/words.ts'
import { ImportShown } from './import-shown.tsx'
import type { ImportState } from './run-import.ts'
import { WORDS } from './words.ts'

/** Brings a file of known hashes into a bank: read here, sent piece by piece, and gone on with where it was cut off. */
export function ImportPanel({ bank }: { readonly bank: string }): ReactNode {
  const t = useWords(WORDS)
  const id = useId()
  const queries = useQueryClient()
  const [file, setFile] = useState<File>()
  const [format, setFormat] = useState('')
  const [type, setType] = useState('')
  const [skipBad, setSkipBad] = useState(false)
  const [state, setState] = useState<ImportState>()
  const running = useRef<AbortController>(undefined)
  // What was sent stays; whoever comes back goes on behind it.
  useEffect(() => () => running.current?.abort(), [])
  const isRunning = state?.kind === 'reading' || state?.kind === 'sending'
  const choose = (set: () => void) => {
    set()
    setState(undefined)
  }

  async function go(): Promise<void> {
    if (file === undefined) return
    running.current = new AbortController()
    const asked = {
      format: format === '' ? undefined : (format as ExchangeFormat),
      type: type === '' ? undefined : type,
    }
    // What reads files comes when it is first needed.
    const { runImport } = await import('./run-import.ts')
    await runImport({ bank, file, asked, skipBad }, setState, running.current.signal)
    void refreshRoutes(queries, ['bank', 'bankMembers', 'listBanks'])
  }

  return (
    <>
      <p className="field-hint">{t('importSays')}</p>
      <div className="filters">
        <div className="field">
          <label className="field-label" htmlFor={id}>
            {t('file')}
          </label>
          <input
            id={id}
            type="file"
            className="field-input"
            disabled={isRunning}
            onChange={({ target }) => choose(() => setFile(target.files?.[0]))}
          />
        </div>
        <Select
          label={t('format')}
          value={format}
          isDisabled={isRunning}
          onChange={(next) => choose(() => setFormat(next))}
          options={[
            { value: '', label: t('formatTold') },
            ...EXCHANGE_FORMATS.map((value) => ({ value, label: t(`format_${value}`) })),
          ]}
        />
        <Select
          label={t('type')}
          value={type}
          isDisabled={isRunning}
          onChange={(next) => choose(() => setType(next))}
          options={[
            { value: '', label: t('formatTold') },
            ...HASH_TYPE_NAMES.map((value) => ({ value, label: value })),
          ]}
        />
      </div>
      <Checkbox label={t('skipBad')} isChosen={skipBad} isDisabled={isRunning} onChange={setSkipBad} />
      <div className="page-acts">
        <Button primary isDisabled={file === undefined || isRunning} onPress={() => void go()}>
          {t(state?.kind === 'cut' ? 'importOn' : 'importAct')}
        </Button>
        {isRunning && <Button onPress={() => running.current?.abort()}>{t('stop')}</Button>}
      </div>
      {state !== undefined && <ImportShown state={state} />}
    </>
  )
}
