-- Lines name substitutes and accessories; those from before name none, and are not changed by saying so.
UPDATE offer SET content = content || '{"substitutes": [], "accessories": []}' WHERE NOT content ? 'substitutes';
UPDATE offer_revision SET content = content || '{"substitutes": [], "accessories": []}' WHERE content IS NOT NULL AND NOT content ? 'substitutes';
UPDATE import_row SET content = content || '{"substitutes": [], "accessories": []}' WHERE content IS NOT NULL AND NOT content ? 'substitutes';
