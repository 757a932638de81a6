package dev.gatehouse.bench.data;

/** Refresh tokens put straight into the table: the n-th is n in 12 digits followed by the letter A, 64 characters in all. */
public final class RefreshFamilies {
    private RefreshFamilies() {}

    /** Tokens from 1 on, of the first client and the administrator. */
    public static String insert(int count) {
        return """
                insert into refresh_family (family_id, origin_id, client_id, user_id, scope, current_hash, rotated,
                                            idle_until, expires)
                select encode(substring(token from 1 for 16), 'hex')::uuid, gen_random_uuid(), client_id, 'admin',
                       'oauth.service.r', sha256(token), now(), now() + interval '1 day', now() + interval '1 day'
                  from (select decode(lpad(n::text, 12, '0') || repeat('A', 52), 'base64') as token
                          from generate_series(1, %d) n) tokens,
                       (select min(client_id) as client_id from client) first
                """.formatted(count);
    }
}
