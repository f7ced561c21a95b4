import { type ReactNode, useState } from 'react'
import type { BankReply } from '../../api/contract/banks.ts'
import { EXCHANGE_FORMATS } from '../../core/exchange-format.ts'
import { HASH_TYPE_NAMES } from '../../core/hash-type.ts'
import { requestTo } from '../api/ask.ts'
import { Select } from '../kit/select.tsx'
import { useWords } from '../words/words.ts'
import { WORDS } from './words.ts'

/** Takes the hashes of a bank out, as a file that the browser keeps. */
export function ExportPanel({ bank }: { readonly bank: BankReply }): ReactNode {
  const t = useWords(WORDS)
  const [format, setFormat] = useState<string>(EXCHANGE_FORMATS[0])
  const [type, setType] = useState<string>('pdq')
  const hasType = format === 'threatexchange'
  const [url] = requestTo('exportBank', {
    params: { bank: bank.name },
    query: hasType ? { format, type } : { format },
  })
  const types = HASH_TYPE_NAMES.filter((name) => name === 'pdq' || bank.types[name] !== undefined)
  return (
    <>
      <p className="field-hint">{t('exportSays')}</p>
      <div className="filters">
        <Select
          label={t('format')}
          value={format}
          onChange={setFormat}
          options={EXCHANGE_FORMATS.map((value) => ({ value, label: t(`format_${value}`) }))}
        />
        {hasType && (
          <Select
            label={t('type')}
            value={type}
            onChange={setType}
            options={types.map((value) => ({ value, label: value }))}
          />
        )}
        <a className="button" href={url} download={`${bank.name}.${format}`}>
          {t('exportAct')}
        </a>
      </div>
    </>
  )
}
