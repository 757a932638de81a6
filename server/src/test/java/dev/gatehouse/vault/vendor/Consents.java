package dev.gatehouse.vault.vendor;

import dev.gatehouse.testing.vendor.VendorSimulator;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;

/** What a person's browser does at the vendor. */
final class Consents {
    private Consents() {}

    /** Consents and returns the code that comes back. */
    static String code(VendorSimulator vendor, URI redirect, String challenge) {
        String query = "?response_type=code&client_id=c&redirect_uri="
                + URLEncoder.encode(redirect.toString(), StandardCharsets.UTF_8)
                + "&code_challenge_method=S256&code_challenge=" + challenge;
        try (HttpClient browser = HttpClient.newHttpClient()) {
            HttpResponse<Void> answer = browser.send(
                    HttpRequest.newBuilder(URI.create(vendor.authorizeUrl() + query))
                            .build(),
                    HttpResponse.BodyHandlers.discarding());
            String location = answer.headers().firstValue("location").orElseThrow();
            return location.substring(location.indexOf("code=") + "code=".length());
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }
}
