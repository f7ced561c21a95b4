import type { ReactNode } from 'react'
import type { Thresholds } from '../../lab/train/candidate.ts'
import { A } from '../kit/a.tsx'
import { CopyButton } from '../kit/copy-button.tsx'
import { Facts } from '../kit/facts.tsx'
import { Panel } from '../kit/page.tsx'
import { Said } from '../kit/said.tsx'
import { Time } from '../kit/time.tsx'
import { paths } from '../paths.ts'
import { useLanguage, useWords } from '../words/words.ts'
import { shortId } from './short-id.ts'
import type { OpenModel } from './use-model.ts'
import { WORDS } from './words.ts'

/** What a model is made of. */
export function ModelFacts({ model }: { readonly model: OpenModel }): ReactNode {
  const t = useWords(WORDS)
  const language = useLanguage()
  const { manifest, madeMs, id } = model.seen.record
  const bytes = manifest.files.reduce((sum, { size }) => sum + size, 0)
  const said = (Object.entries(manifest.thresholds) as [keyof Thresholds, number | undefined][]).flatMap(
    ([use, value]) =>
      typeof value === 'number'
        ? [t(`threshold_${use}`, { value: value.toLocaleString(language, { maximumFractionDigits: 4 }) })]
        : [],
  )
  return (
    <Panel title={t('facts')}>
      <Facts
        facts={[
          [
            t('model'),
            <span key="id" className="model-badges">
              <code>{id}</code>
              <CopyButton text={id} />
            </span>,
          ],
          [t('made'), <Time key="made" at={new Date(madeMs).toISOString()} />],
          [t('learner'), t(`learner_${manifest.learner}`)],
          [
            t('dataset'),
            <A key="dataset" to={paths.labDataset(manifest.dataset)}>
              {shortId(manifest.dataset)}
            </A>,
          ],
          [
            t('policyVersion'),
            manifest.policyVersion === '' ? (
              t('noPolicies')
            ) : (
              <Said key="policy" text={manifest.policyVersion} />
            ),
          ],
          [t('labels'), <Said key="labels" text={manifest.labels.join(', ')} />],
          [t('thresholds'), said.length === 0 ? t('noThresholds') : said.join(', ')],
          [
            t('files'),
            t('filesN', {
              count: manifest.files.length,
              bytes: `${(bytes / 1024 / 1024).toLocaleString(language, { maximumFractionDigits: 1 })} MiB`,
            }),
          ],
          [
            t('documents'),
            <span key="documents" className="model-badges">
              <a href={`/v1/lab/models/${id}/report`}>{t('reportPage')}</a>
              <a href={`/v1/lab/models/${id}/card`}>{t('cardFile')}</a>
            </span>,
          ],
          [t('seed'), manifest.seed],
          [t('code'), <code key="code">{manifest.code.slice(0, 12)}</code>],
        ]}
      />
    </Panel>
  )
}
