package dev.gatehouse.access;

import dev.gatehouse.http.syntax.FieldName;
import dev.gatehouse.http.syntax.HeaderField;
import java.util.List;
import java.util.Set;

/** By which header fields a gateway tells the service behind it who calls. Stateless. */
public final class AuthFields {
    private static final FieldName SUBJECT = FieldName.of("X-Auth-Subject");
    private static final FieldName CLIENT = FieldName.of("X-Auth-Client");
    private static final FieldName SCOPE = FieldName.of("X-Auth-Scope");

    /** Empty ones, which take the place of those that a caller made up. */
    public static final List<HeaderField> NOBODY = fields("", "", "");

    private AuthFields() {}

    /** Tells the scopes in their order, separated by single spaces. */
    static List<HeaderField> of(String subject, String clientId, Set<String> scopes) {
        String scope = String.join(" ", scopes.stream().sorted().toList());
        return fields(HeaderField.encoded(subject), HeaderField.encoded(clientId), scope);
    }

    private static List<HeaderField> fields(String subject, String client, String scope) {
        return List.of(
                HeaderField.prepared(SUBJECT, subject),
                HeaderField.prepared(CLIENT, client),
                HeaderField.prepared(SCOPE, scope));
    }
}
