package dev.gatehouse.pages;

import dev.gatehouse.http.Response;
import java.util.Optional;

/** Somebody with a browser. Implementations are immutable. */
public interface Visitor {
    /** Who is signed in. */
    Optional<String> userId();

    /** What pages say to them, in their language. */
    PageTexts texts();

    /** The token for forms of pages that this browser gets in its session. */
    String formToken();

    /** Whether a form came from a page that was served to this browser in this session; compared in constant time. */
    boolean served(String formToken);

    /** Ties something to this browser, whoever signs in with it: 32 bytes that nobody can guess. */
    byte[] binding();

    /** The answer, with what lets us know the browser again. */
    Response remembering(Response answer);
}
