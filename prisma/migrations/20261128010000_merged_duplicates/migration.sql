alter type duplicate_state rename value 'joined' to 'merged';
