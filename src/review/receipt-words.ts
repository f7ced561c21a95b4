/** What whoever reported is told when it comes in (DSA Art. 16(4) and (5)); `dueMs` undefined: it came in before. */
export function receiptWords(dueMs: number | undefined): { readonly en: string; readonly ko: string } {
  if (dueMs === undefined)
    return {
      en: 'We have this report already. A person looks at it, and you can ask what became of it.',
      ko: '이미 접수된 신고입니다. 담당자가 검토하며, 처리 결과를 확인하실 수 있습니다.',
    }
  const by = new Date(dueMs).toISOString().slice(0, 16).replace('T', ' ')
  return {
    en: `Thank you. A person will look at it, by ${by} UTC if all goes well; then you can see what became of it.`,
    ko: `신고해 주셔서 감사합니다. 담당자가 검토하며, ${by}(UTC)까지 처리하는 것을 목표로 합니다. 이후 처리 결과를 확인하실 수 있습니다.`,
  }
}
