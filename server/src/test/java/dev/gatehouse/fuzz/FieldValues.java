package dev.gatehouse.fuzz;

import dev.gatehouse.api.ApiException;
import dev.gatehouse.api.EntityTag;
import dev.gatehouse.api.IpAddress;
import dev.gatehouse.api.IssuerUris;
import dev.gatehouse.http.syntax.AddressBlock;
import dev.gatehouse.http.syntax.BasicCredentials;
import dev.gatehouse.http.syntax.BearerToken;
import dev.gatehouse.http.syntax.Form;
import dev.gatehouse.http.syntax.TrustedProxies;
import dev.gatehouse.oauth.token.RefreshTokenValue;
import dev.gatehouse.pages.PageLanguages;
import dev.gatehouse.users.password.Passwords;
import io.vertx.core.MultiMap;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Consumer;

/** Values of header fields, of parameters and the like: each is read as everything that a value may be. */
public final class FieldValues implements Reader {
    private static final List<AddressBlock> BLOCKS = AddressBlock.all("10.0.0.0/8", "::1");
    private static final IssuerUris ISSUER = new IssuerUris("https://id.example/a");

    private static final List<Consumer<String>> READERS = List.of(
            text -> forwarded(TrustedProxies.Field.FORWARDED, text),
            text -> forwarded(TrustedProxies.Field.X_FORWARDED_FOR, text),
            IpAddress::network,
            AddressBlock::parse,
            text -> BasicCredentials.of(authorization(text)),
            text -> BearerToken.of(authorization(text)),
            text -> EntityTag.matchesWeakly(text, "\"a\""),
            Form::ofQuery,
            text -> Form.parse(text.getBytes(StandardCharsets.ISO_8859_1)),
            ISSUER::covers,
            ISSUER::serviceId,
            text -> RefreshTokenValue.parse(text).ifPresent(RefreshTokenValue::family),
            text -> PageLanguages.shipped().accepted(text).preferring(text),
            Passwords::canBeVerified,
            Passwords::isWeak);

    /** As header fields come: a byte is a character. */
    @Override
    public void read(byte[] sent) {
        String text = new String(sent, StandardCharsets.ISO_8859_1);
        for (Consumer<String> reader : READERS) {
            try {
                reader.accept(text);
            } catch (ApiException e) {
                if (!isRefusal(e)) {
                    throw e;
                }
            }
        }
    }

    private static void forwarded(TrustedProxies.Field field, String text) {
        new TrustedProxies(BLOCKS, field).caller("10.0.0.1", _ -> List.of(text, text));
    }

    private static MultiMap authorization(String text) {
        return MultiMap.caseInsensitiveMultiMap().add("Authorization", text);
    }
}
