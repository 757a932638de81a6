package dev.gatehouse.parties;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.testing.TestServer;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The page at {@code /openapi}, used as people do: "Authorize", sign in at the public listener, try an operation. */
class ApiPageTest {
    private static final String FORM = ".auth-container:has(#client_id_authorizationCode) ";
    private static final String LISTING = "#operations-Services-getAllService ";

    private final Chromium chromium = Chromium.shared();
    private final Site site = Site.shared();
    private final URI listener = site.server().adminUrl();

    private TestServer.Registered client() {
        return site.register(
                "API page",
                "oauth.service.r oauth.service.w",
                Map.of(
                        "clientType",
                        "public",
                        "clientProfile",
                        "browser",
                        "redirectUri",
                        List.of(listener + "/openapi/oauth2-redirect"),
                        "grantTypes",
                        List.of("authorization_code")));
    }

    /** Browsers would like passwords in forms; Swagger UI has its field for a client's secret in none. */
    private static List<String> complaints(Tab tab) {
        return tab.complaints().stream()
                .filter(complaint -> !complaint.startsWith("[DOM] Password field is not contained in a form"))
                .toList();
    }

    @Test
    void authorizeEndsInARegistryRead() {
        try (Tab tab = chromium.visitor()) {
            tab.open(listener + "/openapi").click(".auth-wrapper button.authorize");
            tab.fill("#client_id_authorizationCode", client().clientId())
                    .click(FORM + "label[for^='oauth.service.r-']")
                    .picture("api-authorize")
                    .click(FORM + "button.authorize");
            Tab window = tab.opened();
            window.signIn(site.newAdministrator(), Site.PASSWORD).untilHeading("Allow access?");
            assertThat(window.texts("ul.scopes li span")).containsExactly("See services registered here");
            window.allow();

            tab.until("document.querySelector('.auth-container h6')?.textContent === 'Authorized'")
                    .click(".modal-ux button.btn-done");
            tab.click(LISTING + "button.opblock-summary-control")
                    .click(LISTING + "button.try-out__btn")
                    .fill(LISTING + "tr[data-param-name=page] input", "1")
                    .click(LISTING + "button.execute")
                    .until("document.querySelector('.live-responses-table .response-col_status') !== null");

            assertThat(tab.texts(".live-responses-table .response .response-col_status"))
                    .first()
                    .asString()
                    .startsWith("200");
            assertThat(tab.text()).contains("\"serviceId\": \"orders\"");
            assertThat(complaints(window)).isEmpty();
            assertThat(complaints(tab)).isEmpty();
        }
    }

    @Test
    void aRefusalIsShown() {
        try (Tab tab = chromium.visitor()) {
            tab.open(listener + "/openapi").click(".auth-wrapper button.authorize");
            tab.fill("#client_id_authorizationCode", client().clientId())
                    .click(FORM + "label[for^='oauth.admin-']")
                    .click(FORM + "button.authorize")
                    .untilText("invalid_scope");

            assertThat(complaints(tab)).isEmpty();
        }
    }
}
