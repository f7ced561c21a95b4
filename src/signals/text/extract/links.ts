import type { ValueType } from '../../../core/value.ts'
import { LIST_OF_STRINGS } from '../spans-of-values.ts'
import { distinct, extractor } from './extractor.ts'
import { findLinks, type Link } from './find-links.ts'

const TYPE: ValueType = {
  kind: 'object',
  name: 'Links',
  fields: {
    count: { kind: 'int' },
    hosts: LIST_OF_STRINGS,
    /** The registered part of each host: `example.co.kr`. */
    domains: LIST_OF_STRINGS,
    /** How many were written so that a player reads them and a program does not: `example dot com`. */
    hidden: { kind: 'int' },
    /** How many lead into a group or a talk elsewhere: discord.gg, open.kakao.com, t.me. */
    invites: { kind: 'int' },
    /** How many hide where they lead: bit.ly. */
    shorteners: { kind: 'int' },
  },
}

/** Hosts of invites; for those in `WITH_PATH` only with a path of that beginning. */
const INVITES = new Set(
  'discord.gg,dsc.gg,invite.gg,open.kakao.com,qr.kakao.com,t.me,telegram.me,line.me,lin.ee,wa.me,chat.whatsapp.com,m.me,zalo.me,discord.com,discordapp.com'.split(
    ',',
  ),
)
const SHORTENERS = new Set(
  'bit.ly,tinyurl.com,t.co,goo.gl,is.gd,v.gd,buly.kr,me2.do,han.gl,vo.la,url.kr,c11.kr,abit.ly,lrl.kr,tr.ee,cutt.ly,rb.gy,shorturl.at,ow.ly,rebrand.ly,s.id,shorturl.asia,bl.ink,t.ly,adf.ly,linkvertise.com,loot-link.com,zrr.kr,naver.me'.split(
    ',',
  ),
)

/** `links`: the links in a text, also those that are hidden. */
export const links = extractor<Link>({
  kind: 'links',
  form: 2,
  type: TYPE,
  find: findLinks,
  value: (found) => ({
    count: found.length,
    hosts: distinct(found.map(({ host }) => host)),
    domains: distinct(found.map(({ domain }) => domain)),
    hidden: found.filter(({ hidden }) => hidden).length,
    invites: found.filter(({ host }) => INVITES.has(host.replace(/^www\./, ''))).length,
    shorteners: found.filter(({ host }) => SHORTENERS.has(host.replace(/^www\./, ''))).length,
  }),
})
