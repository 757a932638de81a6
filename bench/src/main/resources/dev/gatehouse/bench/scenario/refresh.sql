\set n :first + :client_id * 100 + random(1, 100)
update refresh_family
   set current_hash = sha256(current_hash), previous_hash = current_hash,
       sealed_current = sha256(current_hash), rotated = now(), idle_until = now() + interval '7 days'
 where family_id = encode(substring(decode(lpad(:n::text, 12, '0') || repeat('A', 52), 'base64') from 1 for 16), 'hex')::uuid
   and current_hash is not null;
