package dev.gatehouse.parties;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.oauth2.sdk.util.URLUtils;
import dev.gatehouse.testing.TestServer;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.security.oauth2.client.authentication.OAuth2LoginAuthenticationToken;
import org.springframework.security.oauth2.client.endpoint.OAuth2ClientCredentialsGrantRequest;
import org.springframework.security.oauth2.client.endpoint.OAuth2RefreshTokenGrantRequest;
import org.springframework.security.oauth2.client.endpoint.RestClientAuthorizationCodeTokenResponseClient;
import org.springframework.security.oauth2.client.endpoint.RestClientClientCredentialsTokenResponseClient;
import org.springframework.security.oauth2.client.endpoint.RestClientRefreshTokenTokenResponseClient;
import org.springframework.security.oauth2.client.oidc.authentication.OidcAuthorizationCodeAuthenticationProvider;
import org.springframework.security.oauth2.client.oidc.authentication.OidcIdTokenDecoderFactory;
import org.springframework.security.oauth2.client.oidc.userinfo.OidcUserService;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.registration.ClientRegistrations;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizationRequestCustomizers;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.endpoint.OAuth2AccessTokenResponse;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationExchange;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationRequest;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationResponse;
import org.springframework.security.oauth2.core.oidc.endpoint.OidcParameterNames;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtDecoderFactory;
import org.springframework.security.oauth2.jwt.JwtValidators;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;

/** Spring Security as a client that knows the issuer and nothing else, and as a resource server. */
class SpringSecurityTest {
    private static final Application APPLICATION = new Application();

    private final Site site = Site.shared();
    private final String callback = APPLICATION.url() + "/login/oauth2/code/gatehouse";

    @AfterAll
    static void stop() {
        APPLICATION.close();
    }

    private ClientRegistration.Builder discovered(TestServer.Registered client) {
        return ClientRegistrations.fromIssuerLocation(site.issuer().toString())
                .clientId(client.clientId())
                .clientSecret(client.secret());
    }

    @ParameterizedTest
    @EnumSource(names = {"RS256", "ES256"})
    void somebodySignsIn(SignatureAlgorithm algorithm) {
        String user = site.newUser();
        ClientRegistration registration = discovered(
                        site.register("Desk", "openid profile email orders.r", wishes(algorithm)))
                .redirectUri(callback)
                .scope("openid", "profile", "email", "offline_access", "orders.r")
                .build();
        OAuth2AuthorizationRequest request = request(registration);

        OAuth2LoginAuthenticationToken login = login(registration, request, browsed(request, user), algorithm);

        OidcUser known = (OidcUser) login.getPrincipal();
        assertThat(known.getSubject()).isEqualTo(user);
        assertThat(known.getEmail()).isEqualTo(user + "@example.org");
        assertThat(known.getIdToken().getIssuer()).hasToString(site.issuer().toString());
        Jwt accessToken = decoder().decode(login.getAccessToken().getTokenValue());
        assertThat(accessToken.getSubject()).isEqualTo(user);
        OAuth2AccessTokenResponse refreshed = new RestClientRefreshTokenTokenResponseClient()
                .getTokenResponse(new OAuth2RefreshTokenGrantRequest(
                        registration, login.getAccessToken(), login.getRefreshToken()));
        assertThat(refreshed.getRefreshToken().getTokenValue())
                .isNotEqualTo(login.getRefreshToken().getTokenValue());
    }

    /** RS256 is what a client gets that does not ask, and what Spring expects that is not told. */
    private Map<String, Object> wishes(SignatureAlgorithm algorithm) {
        Map<String, Object> members = new HashMap<>();
        members.put("redirectUri", List.of(callback));
        members.put("grantTypes", List.of("authorization_code", "refresh_token"));
        if (algorithm != SignatureAlgorithm.RS256) {
            members.put("signingAlgorithm", algorithm.getName());
        }
        return members;
    }

    private static OAuth2AuthorizationRequest request(ClientRegistration registration) {
        String nonce = UUID.randomUUID().toString();
        OAuth2AuthorizationRequest.Builder request = OAuth2AuthorizationRequest.authorizationCode()
                .authorizationUri(registration.getProviderDetails().getAuthorizationUri())
                .clientId(registration.getClientId())
                .redirectUri(registration.getRedirectUri())
                .scopes(registration.getScopes())
                .state(UUID.randomUUID().toString())
                .attributes(attributes -> attributes.put(OidcParameterNames.NONCE, nonce))
                .additionalParameters(parameters -> parameters.put(OidcParameterNames.NONCE, hash(nonce)));
        OAuth2AuthorizationRequestCustomizers.withPkce().accept(request);
        return request.build();
    }

    /** Spring compares the claim with the hash of what it kept. */
    private static String hash(String nonce) {
        try {
            byte[] digest = java.security.MessageDigest.getInstance("SHA-256")
                    .digest(nonce.getBytes(java.nio.charset.StandardCharsets.US_ASCII));
            return java.util.Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
        } catch (java.security.NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private Map<String, List<String>> browsed(OAuth2AuthorizationRequest request, String user) {
        try (Tab tab = Chromium.shared().visitor()) {
            tab.open(request.getAuthorizationRequestUri())
                    .signIn(user, Site.PASSWORD)
                    .allow()
                    .untilAt(callback);
            return URLUtils.parseParameters(tab.address().getRawQuery());
        }
    }

    private static OAuth2LoginAuthenticationToken login(
            ClientRegistration registration,
            OAuth2AuthorizationRequest request,
            Map<String, List<String>> answer,
            SignatureAlgorithm algorithm) {
        OAuth2AuthorizationResponse response = OAuth2AuthorizationResponse.success(
                        answer.get("code").getFirst())
                .redirectUri(registration.getRedirectUri())
                .state(answer.get("state").getFirst())
                .build();
        OidcAuthorizationCodeAuthenticationProvider provider = new OidcAuthorizationCodeAuthenticationProvider(
                new RestClientAuthorizationCodeTokenResponseClient(), new OidcUserService());
        if (algorithm != SignatureAlgorithm.RS256) {
            provider.setJwtDecoderFactory(idTokenDecoderFactory());
        }
        return (OAuth2LoginAuthenticationToken) provider.authenticate(
                new OAuth2LoginAuthenticationToken(registration, new OAuth2AuthorizationExchange(request, response)));
    }

    private static JwtDecoderFactory<ClientRegistration> idTokenDecoderFactory() {
        OidcIdTokenDecoderFactory factory = new OidcIdTokenDecoderFactory();
        factory.setJwsAlgorithmResolver(registration -> SignatureAlgorithm.ES256);
        return factory;
    }

    private JwtDecoder jwtDecoder(String issuer, String audience) {
        NimbusJwtDecoder decoder =
                NimbusJwtDecoder.withIssuerLocation(issuer).validateType(false).build();
        decoder.setJwtValidator(JwtValidators.createAtJwtValidator()
                .issuer(issuer)
                .audience(audience)
                .build());
        return decoder;
    }

    private JwtDecoder decoder() {
        return jwtDecoder(site.issuer().toString(), site.issuer().toString());
    }

    @Test
    void itIsConfiguredAsOurDocumentationSays() throws IOException {
        Path source = Path.of(
                System.getProperty("gatehouse.root", ".."),
                "server/src/test/java",
                getClass().getName().replace('.', '/') + ".java");
        String code = Files.readString(source).replaceAll("\\s|private|static", "");

        assertThat(Snippet.under("Spring Security", "java"))
                .hasSize(2)
                .allSatisfy(snippet -> assertThat(code).contains(snippet.text().replaceAll("\\s|@Bean", "")));
    }

    @Test
    void aServiceGetsATokenThatAnotherTakes() {
        ClientRegistration registration = discovered(site.register("Keeper", "orders.r", Map.of()))
                .authorizationGrantType(AuthorizationGrantType.CLIENT_CREDENTIALS)
                .scope("orders.r")
                .build();

        OAuth2AccessTokenResponse tokens = new RestClientClientCredentialsTokenResponseClient()
                .getTokenResponse(new OAuth2ClientCredentialsGrantRequest(registration));

        assertThat(tokens.getAccessToken().getScopes()).containsExactly("orders.r");
        Jwt decoded = decoder().decode(tokens.getAccessToken().getTokenValue());
        assertThat(decoded.getClaimAsString("scope")).isEqualTo("orders.r");
        assertThat(decoded.getExpiresAt()).isAfter(Instant.now());
        site.rotateKeys();
        assertThat(decoder().decode(tokens.getAccessToken().getTokenValue()).getSubject())
                .isEqualTo(decoded.getSubject());
    }

    @Test
    void discoveryGivesEveryEndpoint() {
        ClientRegistration.ProviderDetails details =
                discovered(new TestServer.Registered("x", "y")).build().getProviderDetails();

        assertThat(URI.create(details.getAuthorizationUri())).hasPath("/oauth2/code");
        assertThat(URI.create(details.getTokenUri())).hasPath("/oauth2/token");
        assertThat(URI.create(details.getJwkSetUri())).hasPath("/oauth2/jwks");
        assertThat(URI.create(details.getUserInfoEndpoint().getUri())).hasPath("/oauth2/userinfo");
    }
}
