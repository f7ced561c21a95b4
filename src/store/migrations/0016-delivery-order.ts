/** Messages of all endpoints in order, newest first, for whoever looks through them. */
export const deliveryOrder = {
  number: 16,
  name: 'delivery-order',
  sql: `
create index on haechi.deliveries (seq);
`,
}
