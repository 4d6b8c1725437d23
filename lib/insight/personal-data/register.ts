/**
 * What each table has of a person, and what becomes of it when the person is erased. Every column that names a user stands here: a test
 * compares with the database.
 */
interface Holding {
  table: string
  /** the column that says whose it is: the user's id, or the address */
  column: string
  by: 'id' | 'address'
  /**
   * goes: deleted with the person. kept: a record that the law or the company's partners need; the id in it names nobody once the person
   * is erased. aged: goes by its age (`docs/operate.md`).
   */
  becomes: 'goes' | 'kept' | 'aged'
  /** columns that are keys to something, and so no business of a copy */
  secret?: readonly string[]
}

const own = (table: string, secret: readonly string[] = [], column = 'user_id'): Holding => ({
  table,
  column,
  by: 'id',
  becomes: 'goes',
  secret,
})
const record = (table: string, column = 'created_by', secret: readonly string[] = []): Holding => ({
  table,
  column,
  by: 'id',
  becomes: 'kept',
  secret,
})

export const personalData: readonly Holding[] = [
  record('user', 'id', ['password_hash']),
  own('membership'),
  own('session'),
  own('passkey', ['public_key']),
  own('passkey_challenge', ['challenge']),
  own('code_app', ['seed']),
  own('recovery_code', ['hash']),
  own('address_change'),
  own('token', ['hash']),
  { table: 'token', column: 'email', by: 'address', becomes: 'goes', secret: ['hash'] },
  { table: 'mail', column: 'to', by: 'address', becomes: 'goes' },
  own('notification'),
  own('cart'),
  own('favourite_list'),
  // Without its row a catalog that was made for one person would be everybody's.
  record('catalog_audience', 'user_id'),
  record('api_token', 'created_by', ['hash', 'previous_hash']),
  record('checkout', 'user_id'),
  record('order_event', 'user_id'),
  record('order_closing'),
  record('order_closing', 'decided_by'),
  record('purchase_order', 'placed_by'),
  record('requisition', 'requested_by'),
  record('requisition', 'answered_by'),
  record('order_response'),
  record('order_response', 'decided_by'),
  record('despatch_advice'),
  record('goods_receipt'),
  record('goods_receipt', 'reversed_by'),
  record('sourcing_event'),
  record('lot_award', 'awarded_by'),
  record('buying_list'),
  record('allocation'),
  record('comparison'),
  record('configuration'),
  record('configurator', 'changed_by'),
  record('deal'),
  record('deal_join', 'user_id'),
  record('catalog_import'),
  record('catalog_remark', 'user_id'),
  record('catalog_version', 'submitted_by'),
  record('catalog_version', 'decided_by'),
  record('catalog_version', 'published_by'),
  record('product_merge'),
  record('duplicate_proposal', 'decided_by'),
  record('duplicate_search', 'started_by'),
  record('internal_content', 'changed_by'),
  record('price_list', 'proposed_by'),
  record('legal_hold', 'placed_by'),
  record('legal_hold', 'lifted_by'),
  record('audit_entry', 'user_id'),
  { table: 'security_event', column: 'user_id', by: 'id', becomes: 'aged' },
]
