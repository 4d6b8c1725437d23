alter type network_membership_state rename value 'refused' to 'rejected';
update notification set kind = 'membership_rejected' where kind = 'membership_refused';
