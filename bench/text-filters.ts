export const bench = { name: 'filters', summary: '', async run() {} }
