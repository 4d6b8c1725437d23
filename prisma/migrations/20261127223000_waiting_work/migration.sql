-- What was asked for before and waits for its time, for an award until its standstill has ended, goes on under its new name.
UPDATE outbox_event SET payload = jsonb_build_object('allocationId', payload->'splitId')
  WHERE dispatched_at IS NULL AND type = 'split.started' AND payload ? 'splitId';
UPDATE outbox_event SET type = CASE type WHEN 'order.refused' THEN 'order.approval_rejected' WHEN 'order.changed' THEN 'order.confirmed_with_changes'
    WHEN 'catalog.rates-changed' THEN 'rates.changed' WHEN 'split.started' THEN 'allocation.started' ELSE type END
  WHERE dispatched_at IS NULL AND type IN ('order.refused', 'order.changed', 'catalog.rates-changed', 'split.started');

-- The queue has a schema of its own, which is made when a worker first starts.
DO $$ BEGIN
  IF to_regclass('graphile_worker._private_jobs') IS NULL THEN RETURN; END IF;
  INSERT INTO graphile_worker._private_tasks (identifier) VALUES ('execute-award'), ('search-allocation') ON CONFLICT DO NOTHING;
  UPDATE graphile_worker._private_jobs j
    SET task_id = n.id,
        payload = CASE WHEN j.payload::jsonb ? 'splitId' THEN json_build_object('allocationId', j.payload->'splitId') ELSE j.payload END
    FROM graphile_worker._private_tasks o, graphile_worker._private_tasks n
    WHERE o.id = j.task_id AND (o.identifier, n.identifier) IN (('effect-award', 'execute-award'), ('search-split', 'search-allocation'));
END $$;
