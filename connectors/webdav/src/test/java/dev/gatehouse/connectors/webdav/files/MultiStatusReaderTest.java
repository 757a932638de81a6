package dev.gatehouse.connectors.webdav.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import javax.xml.stream.XMLStreamException;
import org.junit.jupiter.api.Test;

/** The many ways in which servers write answers to PROPFIND. */
class MultiStatusReaderTest {
    private static List<Entry> read(String document) throws XMLStreamException {
        return MultiStatusReader.read(new ByteArrayInputStream(document.getBytes(StandardCharsets.UTF_8)));
    }

    private static Entry entry(String response) throws XMLStreamException {
        List<Entry> entries = read("<D:multistatus xmlns:D=\"DAV:\" xmlns:x=\"other:\"><D:response>" + response
                + "</D:response></D:multistatus>");
        assertThat(entries).hasSize(1);
        return entries.getFirst();
    }

    @Test
    void anyPrefixAndWhatStandsAround() throws Exception {
        assertThat(read("""
                <?xml version="1.0" encoding="utf-8"?>
                <!DOCTYPE multistatus>
                <!-- by a server -->
                <multistatus xmlns="DAV:">
                  <response>
                    <href>/a&amp;b<![CDATA[&c]]></href>
                    <propstat><prop><resourcetype/></prop><status>HTTP/1.1 200 OK</status></propstat>
                  </response>
                  <responsedescription>two of them</responsedescription>
                  <response><href>/d/</href></response>
                  <sync-token>17</sync-token>
                </multistatus>
                """))
                .containsExactly(
                        new Entry("/a&b&c", false, false, List.of()), new Entry("/d/", false, true, List.of()));
    }

    @Test
    void aFolderIsWhatIsACollection() throws Exception {
        assertThat(entry("<D:href>/a</D:href><D:propstat><D:prop><D:resourcetype><x:calendar/><D:collection/>"
                                + "</D:resourcetype></D:prop></D:propstat>")
                        .kind())
                .isEqualTo(Kind.FOLDER);
        assertThat(entry("<D:href>/a/</D:href><D:propstat><D:prop><D:resourcetype><x:collection/>"
                                + "</D:resourcetype></D:prop></D:propstat>")
                        .kind())
                .isEqualTo(Kind.FILE);
    }

    @Test
    void onlyAResponsesOwnStatusSaysThatThereIsNothing() throws Exception {
        assertThat(entry("<D:href>/a</D:href><D:status>HTTP/1.1 404 Not Found</D:status>")
                        .kind())
                .isEqualTo(Kind.NOTHING);
        assertThat(entry("<D:href>/a</D:href><D:propstat><D:prop><x:size/></D:prop>"
                                + "<D:status>HTTP/1.1 404 Not Found</D:status></D:propstat>")
                        .kind())
                .isEqualTo(Kind.FILE);
    }

    @Test
    void theHrefOfAPropertyIsNotThatOfTheResponse() throws Exception {
        assertThat(entry("<D:href>/a</D:href><D:propstat><D:prop><x:owner><D:href>/b</D:href></x:owner>"
                        + "<D:current-user-principal><D:href>/c</D:href></D:current-user-principal>"
                        + "</D:prop></D:propstat>"))
                .isEqualTo(new Entry("/a", false, false, List.of("/c")));
    }

    @Test
    void whatIsCutIsNone() {
        assertThatThrownBy(() -> read("<D:multistatus xmlns:D=\"DAV:\"><D:response><D:href>/a</D:href></D:response>"))
                .isInstanceOf(XMLStreamException.class);
    }
}
