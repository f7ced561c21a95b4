import type pg from 'pg'
import type { MediaSight } from '../../api/media/ports.ts'
import { idFrom } from '../../core/ids.ts'
import type { Severity } from '../../core/severity.ts'
import { digitsOf, MEDIA_COLUMNS, type MediaRow, mediaOf } from './media-row.ts'

interface Row extends MediaRow {
  readonly sent: boolean
  readonly severity: Severity | null
  readonly worlds: readonly string[] | null
  readonly listed: readonly string[] | null
  readonly jobs: readonly string[] | null
}

const JOBS = `select j.id from haechi.jobs j where j.state in ('open', 'settling') and (
    j.decision in (select decision from haechi.media_uses where media = m.id)
    or j.id in (select b.job from haechi.job_members b
      where b.decision in (select decision from haechi.media_uses where media = m.id)))
  order by j.created_ms desc limit 20`

const SEE = `select ${MEDIA_COLUMNS},
    exists (select from haechi.media_senders s where s.media = m.id and s.who = $2) as sent,
    (select min(severity) from haechi.media_uses u where u.media = m.id) as severity,
    (select array_agg(distinct world) from haechi.media_uses u where u.media = m.id) as worlds,
    (select array_agg(distinct world) from haechi.media_uses u where u.media = m.id and u.listed) as listed,
    array(${JOBS}) as jobs
  from haechi.media m where m.id = $1`

/** See `MediaStore.sight`. */
export async function seeFile(pool: pg.Pool, id: string, who: string): Promise<MediaSight | undefined> {
  const { rows } = await pool.query<Row>(SEE, [digitsOf(id), who])
  const row = rows[0]
  return (
    row && {
      record: mediaOf(row),
      sent: row.sent,
      severity: row.severity ?? undefined,
      worlds: row.worlds ?? [],
      listed: row.listed ?? [],
      jobs: (row.jobs ?? []).map((job) => idFrom('job', job)),
    }
  )
}
