/// A small HTTP/1.1 server for push listeners: what a stranger may cost is bounded, by default and per listener.
///
/// Why not the JDK's: its limits are system properties of the whole process, it knows no limit per address, one
/// deadline covers head and body, and a connection that sends nothing stays for ever. This path is also the one whose
/// cost counts: a push is answered once it is durable, and there are thousands a second.
///
/// How it works. [HttpListener] accepts, and each connection is one virtual thread in a [Conversation]: read a head,
/// ask the plugin's [RequestHandler], write the answer, again. All reads and writes block; nothing is parsed by
/// callbacks. Deadlines are a number on the [Connection], which a sweep four times a second compares with the clock:
/// a client that is late finds the socket shut, however slowly it dripped.
///
/// Who is let in ([Guests]): so many connections in all and so many from one address. Where these are used up, the
/// connection that has waited longest without a complete head makes place, so that a thousand silent sockets
/// (slowloris) keep nobody out, not even from their own address.
///
/// What is read ([HeadReader], [BodyStream]) is read strictly, because two readers that understand one text in two ways
/// are how requests are smuggled past a proxy: lines end in CR LF, no field is folded, a name touches its colon, there
/// is one length or `chunked` and never both. Whatever breaks a rule is answered with 400 and the connection ends, as
/// nobody knows where the next request would begin. Sizes are checked before there is room for them: a head at 16 KiB
/// and 100 fields, a body by its declared length and again as it grows, unpacked data at a ratio of 200 to 1
/// ([BodyText]), all bodies under way together by a [ByteBudget].
///
/// Not here, on purpose: HTTP/2, ranges, `multipart`, compression of answers, upgrades, and files.
@NullMarked
package io.heliograph.plugins.common.httpserver;

import org.jspecify.annotations.NullMarked;
