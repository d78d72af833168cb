-- refund_unclear: the bank refused (manual) or did not answer (stays submitted until its status is read).
-- callers: worker
CREATE OR REPLACE FUNCTION refund_unclear(refund bigint, becomes text, bank_answer jsonb)
RETURNS void LANGUAGE sql SECURITY DEFINER SET search_path = abrid, public, pg_temp AS $$
	UPDATE refunds SET state = becomes, answer = bank_answer, updated_at = now()
	WHERE id = refund AND state = 'submitted' AND becomes IN ('submitted', 'manual', 'approved');
$$;
