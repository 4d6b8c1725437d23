create index network_membership_network_id_state_created_at_id_idx on network_membership (network_id, state, created_at, id);
