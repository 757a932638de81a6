package dev.gatehouse.connectors.webdav.files;

import dev.gatehouse.connectors.webdav.ScriptedServer;
import java.util.List;

/** Answers to PROPFIND as servers send them. */
public final class MultiStatus {
    private MultiStatus() {}

    /** Those with a slash at the end are folders. */
    public static String of(String... hrefs) {
        return answer(body(hrefs));
    }

    public static String body(String... hrefs) {
        StringBuilder body = new StringBuilder("<?xml version=\"1.0\"?><d:multistatus xmlns:d=\"DAV:\">");
        for (String href : List.of(hrefs)) {
            body.append(entry(href));
        }
        return body.append("</d:multistatus>").toString();
    }

    public static String answer(String body) {
        return ScriptedServer.answer("207 Multi-Status\r\nContent-Type: application/xml", body);
    }

    public static String entry(String href) {
        return """
                <d:response><d:href>%s</d:href><d:propstat><d:prop><d:resourcetype>%s</d:resourcetype></d:prop>\
                <d:status>HTTP/1.1 200 OK</d:status></d:propstat></d:response>""".formatted(href, href.endsWith("/") ? "<d:collection/>" : "");
    }
}
