package dev.gatehouse.vault.vendor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.http.outgoing.OutgoingAnswer;
import dev.gatehouse.vault.vendor.TokenOutcome.DeadGrant;
import dev.gatehouse.vault.vendor.TokenOutcome.Issued;
import dev.gatehouse.vault.vendor.TokenOutcome.Misconfigured;
import dev.gatehouse.vault.vendor.TokenOutcome.Transient;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What vendors were reported to answer, each standing for a kind. */
class AnswerReadingTest {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-01-02T03:04:05Z"), ZoneOffset.UTC);

    private final AnswerReading reading = new AnswerReading(CLOCK);

    private TokenOutcome read(int status, String body, String... headers) {
        Map<String, String> fields = headers.length == 0 ? Map.of() : Map.of(headers[0], headers[1]);
        return reading.read(new OutgoingAnswer(status, fields, body), "refresh-secret");
    }

    private VendorTokens issued(String body) {
        return ((Issued) read(200, body)).tokens();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'error':'unauthorized_client','error_description':'refresh_token is invalid'}",
                "{'reason':'Invalid Token!','error':'invalid_request'}",
                "{'message':'Bad Request','errors':[{'resource':'RefreshToken','field':'refresh_token','code':'invalid'}]}",
                "{'message':'Bad Request','errors':[{'resource':'AuthorizationCode','field':'code','code':'expired'}]}",
                "{'ok':false,'error':'code_already_used'}",
                "{'errcode':42002,'errmsg':'refresh_token expired, hints: [ req_id: abc ]'}",
                "{'error':'unauthorized','error_description':'expired_token'}",
                "{'error':{'localizedMessage':'no','errorId':'INVALID_REFRESH_TOKEN'}}",
                "{'developerMessage':'The refresh token is invalid or expired.','errorCode':'AUTH-004'}",
                "{'fault':{'faultstring':'no','detail':{'errorcode':'keymanagement.service.invalid_refresh_token'}}}",
                "{'fault':{'faultstring':'Refresh Token expired'}}",
                "{'Error':'invalid_grant'}",
                "{'Message':'The refresh token is expired'}",
                "{'meta':{'code':400,'errorType':'invalid_grant'}}",
                "{'response':{'status':'fail','message':'Refresh token has expired'}}",
                "{'error':'inactive_user'}",
                "<br /><b>Notice</b>: in <b>/a.php</b> {'error':'invalid_grant'}",
                "error_description=no&error=invalid_grant"
            })
    void aGrantIsOverInTheseWords(String body) {
        for (int status : new int[] {200, 400, 401, 403}) {
            assertThat(read(status, body.replace('\'', '"')))
                    .as("status %s", status)
                    .isInstanceOf(DeadGrant.class);
        }
    }

    @Test
    void aGrantIsOverWhereOnlyAHeaderSaysSo() {
        assertThat(read(401, "", "www-authenticate", "Bearer realm=\"x\", error=\"invalid_token\""))
                .isInstanceOf(DeadGrant.class);
        assertThat(read(401, "{}", "www-authenticate", "Basic realm=\"x\"")).isInstanceOf(Misconfigured.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'error':'Access Denied','error_description':'You have made too many requests continuously.'}",
                "{'error':'invalid_request','error_description':'Rate limit exceeded'}",
                "{'ok':false,'error':'internal_error'}",
                "{'error':'timeout'}",
                "{'errors':[{'code':'quota_exceeded'}]}",
                "{'error':'busy','message':'Your refresh token was used too often, try again later'}"
            })
    void itPassesInTheseWords(String body) {
        assertThat(read(400, body.replace('\'', '"'))).isInstanceOf(Transient.class);
    }

    @Test
    void itPassesWhereTheVendorSaysHowLongToWait() {
        assertThat(read(403, "<html></html>", "retry-after", "60")).isInstanceOf(Transient.class);
        assertThat(read(400, "{\"error\":\"busy\"}", "retry-after", "60")).isInstanceOf(Transient.class);
        assertThat(read(400, "{\"error\":\"invalid_grant\"}", "retry-after", "60"))
                .isInstanceOf(DeadGrant.class);
        assertThat(read(400, "{\"error\":\"invalid_client\"}", "retry-after", "60"))
                .isInstanceOf(Misconfigured.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "60",
                "60.4",
                "60s",
                "1767323105",
                "2026-01-02T03:05:05Z",
                "Fri, 02 Jan 2026 03:05:05 GMT",
                "Friday, 02-Jan-26 03:05:05 GMT",
                "Fri Jan  2 03:05:05 2026"
            })
    void theWaitIsReadInEveryForm(String wait) {
        assertThat(((Transient) read(429, "", "retry-after", wait)).retryAfter())
                .contains(Duration.ofMinutes(1));
    }

    @Test
    void aWaitThatIsNoneIsNotTaken() {
        for (String wait : new String[] {"-5", "soon", "", "1e", "NaN"}) {
            assertThat(((Transient) read(429, "", "retry-after", wait)).retryAfter())
                    .isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'ok':true,'authed_user':{'id':'U1','access_token':'a','refresh_token':'r','expires_in':60}}",
                "{'status':0,'body':{'access_token':'a','refresh_token':'r','expires_in':60}}",
                "{'code':0,'msg':'success','data':{'access_token':'a','refresh_token':'r','expires_in':60}}",
                "{'accessToken':'a','refreshToken':'r','expiresIn':60}",
                "{'access_token':'a','refresh_token':'r','.expires':'Fri, 02 Jan 2026 03:05:05 GMT'}",
                "{'access_token':'a','refresh_token':'r','expires_in':60,'error':'none'}",
                "{'access_token':'a','refresh_token':'r','expires_in':60}\n<!-- served by web7 -->",
                "<br /><b>Notice</b>: in <b>/a.php</b>\n{'access_token':'a','refresh_token':'r','expires_in':60}",
                "refresh_token=r&token_type=bearer&access_token=a&expires=60"
            })
    void tokensAreFoundInTheseAnswers(String body) {
        VendorTokens tokens = issued(body.replace('\'', '"'));

        assertThat(tokens.accessToken()).isEqualTo("a");
        assertThat(tokens.refreshToken()).contains("r");
        assertThat(tokens.lifetime()).contains(Duration.ofMinutes(1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"false", "true", "0", "null", "\"null\"", "\"None\"", "\" \"", "[]", "{}"})
    void whatIsNoTokenTakesNoTokensPlace(String value) {
        assertThat(issued("{\"access_token\":\"a\",\"refresh_token\":" + value + "}")
                        .refreshToken())
                .isEmpty();
        assertThat(read(200, "{\"access_token\":" + value + "}")).isInstanceOf(Transient.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'expires_in':'60 seconds'",
                "'expires_in':1767323105",
                "'expires_in':'1767323105000'",
                "'expires_at':1767323105.7",
                "'expires_at':'2026-01-02T03:05:05+0000'",
                "'expires_at':'2026-01-02T03:05:05.000+0000'",
                "'expires_at':'2026-01-02 05:05:05 +0200'",
                "'expires_at':'2026-01-02 03:05:05 +0000 UTC'",
                "'expires_at':'2026-01-02 03:05:05 UTC'",
                "'expires_at':'2026-01-02T04:05:05+01:00[Europe/Berlin]'",
                "'access_token_expires_at':'2026-01-02T03:05:05Z'",
                "'token_expires_in':60",
                "'expires_time':'2026-01-02T03:05:05Z'"
            })
    void anEndIsReadInEveryForm(String member) {
        Optional<Duration> life = issued("{\"access_token\":\"a\"," + member.replace('\'', '"') + "}")
                .lifetime();

        assertThat(life.map(Duration::toSeconds)).contains(60L);
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "0", "\"never\"", "true", "null", "{}", "\"0x10\"", "\"1,800\"", "\"NaN\""})
    void anEndThatMakesNoSenseIsNone(String value) {
        assertThat(issued("{\"access_token\":\"a\",\"expires_in\":" + value + "}")
                        .lifetime())
                .isEmpty();
    }

    @Test
    void scopesMayBeAList() {
        assertThat(issued("{\"access_token\":\"a\",\"scope\":[\"read\",\"write\"]}")
                        .scope())
                .contains("read write");
    }
}
