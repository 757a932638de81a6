package dev.gatehouse.testing.vendor;

import static dev.gatehouse.testing.vendor.VendorAnswer.json;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** What the vendor answers when it behaves, in the dialect it was told to speak. Thread-safe. */
public final class VendorEndpoints {
    private static final VendorAnswer INVALID_GRANT = json(400, "{\"error\":\"invalid_grant\"}");
    private static final VendorAnswer INVALID_CLIENT = json(401, "{\"error\":\"invalid_client\"}");

    private final VendorGrants grants;
    private final Map<String, Map<String, String>> codes = new ConcurrentHashMap<>();
    private volatile boolean takesBasic = true;
    private volatile boolean takesPost = true;
    private volatile boolean decodesBasic = true;
    private volatile boolean usesUpAtOnce;
    private volatile String expiresIn = "3600";

    VendorEndpoints(VendorGrants grants) {
        this.grants = grants;
    }

    /** Which client authentication it takes. */
    public VendorEndpoints takes(boolean basic, boolean post) {
        takesBasic = basic;
        takesPost = post;
        return this;
    }

    /** Takes HTTP Basic alone, and id and secret as they stand in it. */
    public VendorEndpoints decodesNothing() {
        decodesBasic = false;
        return takes(true, false);
    }

    /** A code or refresh token is of no use any more once it came with a client that is not known. */
    public VendorEndpoints usesUpAtOnce() {
        usesUpAtOnce = true;
        return this;
    }

    /** The member {@code expires_in} as it stands in the JSON; empty for none. */
    public VendorEndpoints expiresIn(String json) {
        expiresIn = json;
        return this;
    }

    /** Whether refresh tokens change at each refresh. */
    public VendorEndpoints rotates(boolean yes) {
        grants.rotate(yes);
        return this;
    }

    VendorAnswer answer(VendorCall call) {
        return switch (call.path()) {
            case "/authorize" -> authorize(call.query());
            case "/token" -> isOurClient(call) ? token(call.form()) : notOurClient(call.form());
            case "/revoke" -> isOurClient(call) ? revoke(call.form()) : INVALID_CLIENT;
            case "/api" -> json(accepts(call) ? 200 : 401, "{}");
            default -> json(404, "{}");
        };
    }

    private VendorAnswer authorize(Map<String, String> query) {
        String code = "code-" + UUID.randomUUID();
        codes.put(code, query);
        String target = query.get("redirect_uri");
        String state = query.containsKey("state") ? "&state=" + encode(query.get("state")) : "";
        String location = target + (target.contains("?") ? "&" : "?") + "code=" + code + state;
        return VendorAnswer.of(302, "text/plain", "", "Location", location);
    }

    private VendorAnswer notOurClient(Map<String, String> form) {
        if (usesUpAtOnce) {
            codes.remove(form.getOrDefault("code", ""));
            grants.revoke(form.getOrDefault("refresh_token", ""));
        }
        return INVALID_CLIENT;
    }

    private boolean isOurClient(VendorCall call) {
        if (!decodesBasic) {
            return (VendorSimulator.CLIENT_ID + ":" + VendorSimulator.CLIENT_SECRET).equals(call.basicAsItIs());
        }
        String[] basic = call.basic();
        if (basic != null) {
            return takesBasic
                    && basic[0].equals(VendorSimulator.CLIENT_ID)
                    && basic[1].equals(VendorSimulator.CLIENT_SECRET);
        }
        return takesPost
                && VendorSimulator.CLIENT_ID.equals(call.form().get("client_id"))
                && VendorSimulator.CLIENT_SECRET.equals(call.form().get("client_secret"));
    }

    private VendorAnswer token(Map<String, String> form) {
        Optional<VendorGrants.Issued> issued = switch (form.getOrDefault("grant_type", "")) {
            case "refresh_token" -> grants.redeem(form.get("refresh_token"));
            case "authorization_code" -> redeem(form);
            default -> Optional.empty();
        };
        return issued.map(this::tokens).orElse(INVALID_GRANT);
    }

    private Optional<VendorGrants.Issued> redeem(Map<String, String> form) {
        Map<String, String> asked = codes.remove(form.getOrDefault("code", ""));
        if (asked == null || !asked.get("redirect_uri").equals(form.get("redirect_uri"))) {
            return Optional.empty();
        }
        String challenge = asked.get("code_challenge");
        return challenge == null || challenge.equals(challengeOf(form.getOrDefault("code_verifier", "")))
                ? Optional.of(grants.create())
                : Optional.empty();
    }

    private VendorAnswer tokens(VendorGrants.Issued issued) {
        String lifetime = expiresIn.isEmpty() ? "" : ",\"expires_in\":" + expiresIn;
        return json(200, """
                {"access_token":"%s","token_type":"Bearer","refresh_token":"%s"%s}""".formatted(issued.accessToken(), issued.refreshToken(), lifetime));
    }

    private VendorAnswer revoke(Map<String, String> form) {
        grants.revoke(form.getOrDefault("token", ""));
        return json(200, "{}");
    }

    private boolean accepts(VendorCall call) {
        String header = call.headers().getOrDefault("authorization", "");
        return header.startsWith("Bearer ") && grants.accepts(header.substring("Bearer ".length()));
    }

    private static String challengeOf(String verifier) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.US_ASCII));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
