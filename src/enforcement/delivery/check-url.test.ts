import { describe, expect, test } from 'vitest'
import { NOTHING_ALLOWED, readAllowList } from './allow-list.ts'
import { isPublicAddress } from './check-address.ts'
import { checkEndpointUrl, checkUrl } from './check-url.ts'

/** Each is an attempt to have us speak to somebody whom only we can reach. */
const HOSTILE = [
  'http://127.0.0.1/',
  'http://127.1/',
  'http://127.0.1/',
  'http://2130706433/',
  'http://0x7f000001/',
  'http://0x7f.0.0.1/',
  'http://0x7F.1/',
  'http://017700000001/',
  'http://0177.0.0.1/',
  'http://0177.0.0.01:8080/',
  'http://127.0.0.1./',
  'http://１２７.０.０.１/',
  'http://⑫7.0.0.1/',
  'http://127。0。0。1/',
  'http://%31%32%37.0.0.1/',
  'http://0/',
  'http://0.0.0.0/',
  'http://00000000/',
  'http://10.0.0.1/',
  'http://10.255.255.255/',
  'http://167772161/',
  'http://172.16.0.1/',
  'http://172.31.255.255/',
  'http://192.168.0.1/',
  'http://192.168.1.1:8443/',
  'http://0xc0a80001/',
  'http://100.64.0.1/',
  'http://100.100.100.200/latest/meta-data/',
  'http://169.254.169.254/latest/meta-data/',
  'http://2852039166/',
  'http://0xa9fea9fe/',
  'http://0251.0376.0251.0376/',
  'http://169.254.170.2/v2/credentials',
  'http://168.63.129.16/',
  'http://192.0.0.192/',
  'http://192.0.2.1/',
  'http://198.18.0.1/',
  'http://198.51.100.7/',
  'http://203.0.113.9/',
  'http://192.88.99.1/',
  'http://224.0.0.1/',
  'http://239.255.255.250:1900/',
  'http://240.0.0.1/',
  'http://255.255.255.255/',
  'http://[::]/',
  'http://[::1]/',
  'http://[0:0:0:0:0:0:0:1]/',
  'http://[0000::1]:9200/',
  'http://[::ffff:127.0.0.1]/',
  'http://[::ffff:7f00:1]/',
  'http://[::ffff:10.1.2.3]/',
  'http://[::ffff:a9fe:a9fe]/',
  'http://[::127.0.0.1]/',
  'http://[::ffff:0:127.0.0.1]/',
  'http://[64:ff9b::127.0.0.1]/',
  'http://[64:ff9b::a9fe:a9fe]/',
  'http://[64:ff9b::10.0.0.1]/',
  'http://[64:ff9b:1::7f00:1]/',
  'http://[2002:7f00:1::]/',
  'http://[2002:a9fe:a9fe::1]/',
  'http://[2002:c0a8:101::1]/',
  'http://[2001:0:7f00:1::]/',
  'http://[fe80::1]/',
  'http://[febf::1]/',
  'http://[fec0::1]/',
  'http://[fc00::1]/',
  'http://[fd00:ec2::254]/latest/meta-data/',
  'http://[fd12:3456:789a::1]/',
  'http://[ff02::1]/',
  'http://[100::1]/',
  'http://[2001:db8::1]/',
  'http://[3fff::1]/',
  'http://[5f00::1]/',
  'http://[4000::1]/',
  'http://user@8.8.8.8/',
  'http://user:secret@hooks.example.com/',
  'http://@hooks.example.com/',
  'http://8.8.8.8@127.0.0.1/',
  'http://hooks.example.com\\@127.0.0.1/',
  'http://hooks.example.com/ HTTP/1.1\r\nHost: x',
  'ftp://hooks.example.com/',
  'file:///etc/passwd',
  'gopher://127.0.0.1:6379/_x',
  'javascript:alert(1)',
  'data:text/plain,x',
  'unix:/var/run/docker.sock',
  '//hooks.example.com/',
  'hooks.example.com',
  '',
  'http://',
  'http://hooks.example.com:25/',
  'http://hooks.example.com:22/',
  'http://hooks.example.com:6379/',
  'http://8.8.8.8:5432/',
  'https://hooks.example.com/#fragment',
  `https://hooks.example.com/${'x'.repeat(2000)}`,
]

test.each(HOSTILE)('%s is refused as it is written', (text) => {
  const checked = checkUrl(NOTHING_ALLOWED, text)
  expect(checked).toMatchObject({ ok: false, problem: expect.any(String), wayOut: expect.any(String) })
  expect(HOSTILE.length).toBeGreaterThan(90)
})

test.each([
  'https://hooks.example.com/haechi?world=plaza',
  'http://hooks.example.com:8080/',
  'https://8.8.8.8/',
  'https://[2606:4700::1111]/',
  'https://[64:ff9b::808:808]/',
  'https://[::ffff:8.8.8.8]/',
  'https://xn--9n2bp8q.example/',
])('%s is taken', (text) => {
  expect(checkUrl(NOTHING_ALLOWED, text)).toMatchObject({ ok: true })
})

describe('a name', () => {
  const leadingTo =
    (...addresses: string[]) =>
    async () =>
      addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 }))
  const check = (resolve: () => Promise<{ address: string; family: number }[]>, allow = NOTHING_ALLOWED) =>
    checkEndpointUrl({ allow, resolve }, 'http://hooks.internal:9000/x')

  test('that leads to a private address is refused, also when another address of it is public', async () => {
    for (const addresses of [['127.0.0.1'], ['::1'], ['8.8.8.8', '10.0.0.1'], ['fd00:ec2::254', '8.8.8.8']])
      expect(await check(leadingTo(...addresses))).toMatchObject({ ok: false })
    expect(await check(leadingTo('8.8.8.8', '2606:4700::1111'))).toMatchObject({ ok: true })
  })

  test('that leads nowhere is refused', async () => {
    expect(await check(leadingTo())).toMatchObject({ ok: false })
    expect(await check(() => Promise.reject(new Error('ENOTFOUND')))).toMatchObject({ ok: false })
  })

  test('may lead anywhere when it is allowed, at its port alone', async () => {
    const resolve = leadingTo('10.1.2.3')
    expect(await check(resolve, readAllowList('hooks.internal'))).toMatchObject({ ok: true })
    expect(await check(resolve, readAllowList('a.b, HOOKS.internal.:9000'))).toMatchObject({ ok: true })
    expect(await check(resolve, readAllowList('hooks.internal:9001'))).toMatchObject({ ok: false })
    expect(await check(resolve, readAllowList('internal'))).toMatchObject({ ok: false })
    expect(await check(resolve, readAllowList('10.1.2.3'))).toMatchObject({ ok: true })
    expect(await check(resolve, readAllowList('10.1.2.4'))).toMatchObject({ ok: false })
  })
})

test('allowed addresses are known in whatever form', () => {
  const allow = readAllowList('localhost:9000,10.1.2.3,[fd12::1]:80,fd12::2')
  for (const url of [
    'http://localhost:9000/',
    'http://10.1.2.3/',
    'http://0x0a010203:99/',
    'http://[fd12:0::1]/',
    'http://[fd12::2]:1234/',
    'http://10.1.2.3:6379/',
  ])
    expect([url, checkUrl(allow, url).ok]).toEqual([url, true])
  for (const url of ['http://10.1.2.4/', 'http://[fd12::1]:81/', 'http://[::1]/'])
    expect([url, checkUrl(allow, url).ok]).toEqual([url, false])
})

test.each(['http://x', 'a b', 'x/y', 'user@host', ':80', 'host:99999999'])(
  '%s is no entry of the list',
  (text) => {
    expect(() => readAllowList(text)).toThrow('neither a host nor an address')
  },
)

test('zones and what is no address are not public', () => {
  for (const text of ['fe80::1%eth0', '2606:4700::1111%lo', 'x', '', '8.8.8'])
    expect([text, isPublicAddress(text)]).toEqual([text, false])
})
