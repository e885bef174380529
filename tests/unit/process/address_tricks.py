"""Ways to write an address so that it leads inside, as attackers are known to try them."""

from __future__ import annotations

# What a resolver would give for names that were made to point inside.
INSIDE = {
    "localhost": ["127.0.0.1", "::1"],
    "localhost.localdomain": ["127.0.0.1"],
    "ip6-localhost": ["::1"],
    "metadata.google.internal": ["169.254.169.254"],
    "metadata": ["169.254.169.254"],
    "instance-data": ["169.254.169.254"],
    "kubernetes.default.svc": ["10.96.0.1"],
    "host.docker.internal": ["172.17.0.1"],
    "127.0.0.1.nip.io": ["127.0.0.1"],
    "10.0.0.1.nip.io": ["10.0.0.1"],
    "169.254.169.254.nip.io": ["169.254.169.254"],
    "www.169-254-169-254.sslip.io": ["169.254.169.254"],
    "7f000001.nip.io": ["127.0.0.1"],
    "spoofed.burpcollaborator.net": ["127.0.0.1"],
    "localtest.me": ["127.0.0.1", "::1"],
    "lvh.me": ["127.0.0.1"],
    "mixed.example": ["93.184.216.34", "127.0.0.1"],
    "mixed6.example": ["2606:4700::1111", "fd00::1"],
    "mapped.example": ["::ffff:127.0.0.1"],
    "nat64.example": ["64:ff9b::7f00:1"],
    "sixtofour.example": ["2002:7f00:1::1"],
    "teredo.example": ["2001:0:4136:e378:8000:63bf:3fff:fdd2"],
    "isatap.example": ["2606:4700::5efe:7f00:1"],
    "scoped.example": ["fe80::1%1"],
    "compatible.example": ["::7f00:1"],
    "site.example": ["fec0::1"],
    "azure.example": ["168.63.129.16"],
    "alibaba.example": ["100.100.100.200"],
    "aws6.example": ["fd00:ec2::254"],
    "oracle.example": ["192.0.0.192"],
    "xn--lcalhost-54a.example": ["127.0.0.1"],
    "nothing.example": [],
    "strange.example": ["not-an-address"],
}

_LITERALS = [
    # loopback in every spelling
    "127.0.0.1", "127.1", "127.0.1", "127.127.127.127", "127.255.255.254", "2130706433", "017700000001",
    "0177.0.0.1", "0177.0.0.01", "00000177.0.0.1", "0x7f000001", "0x7f.0.0.1", "0x7f.0x0.0x0.0x1", "0x7F.1",
    "0x7f.0.1", "127.0.0.1.", "127.0.0.1..", "127.000.000.001", "127.0.0.01", "127.0x0.0.1", "3232235777",
    "1.0.0.127.in-addr.arpa.1", "0x0000007f000001", "4294967297", "256.256.256.256", "127.0.0.256", "0", "0.0.0.0",
    "0x0", "00", "1", "0.0.0.1", "127.0.0.1%00", "127.0.0.1%2eevil", "%31%32%37.0.0.1",
    # private, shared, link-local, metadata
    "10.0.0.1", "10.1", "012.0.0.1", "0xa.0.0.1", "167772161", "172.16.0.1", "172.31.255.255", "192.168.0.1",
    "192.168.1", "0300.0250.0.1", "0xc0a80001", "169.254.169.254", "2852039166", "0251.0376.0251.0376",
    "0xA9FEA9FE", "0xa9.0xfe.0xa9.0xfe", "169.254.43518", "0251.254.169.254", "100.64.0.1", "100.100.100.200",
    "168.63.129.16", "192.0.0.192", "192.0.2.1", "192.88.99.1", "198.18.0.1", "198.51.100.7", "203.0.113.9",
    "224.0.0.1", "239.255.255.250", "240.0.0.1", "255.255.255.255",
    # sixth version
    "[::1]", "[::]", "[0:0:0:0:0:0:0:1]", "[0000::1]", "[::ffff:127.0.0.1]", "[::ffff:7f00:1]",
    "[::FFFF:169.254.169.254]", "[::ffff:a9fe:a9fe]", "[::ffff:10.0.0.1]", "[0:0:0:0:0:ffff:127.0.0.1]",
    "[::127.0.0.1]", "[::ffff:0:127.0.0.1]", "[64:ff9b::127.0.0.1]", "[64:ff9b::a9fe:a9fe]", "[64:ff9b:1::7f00:1]",
    "[2002:7f00:1::]", "[2002:a9fe:a9fe::1]", "[2001::1]", "[2001:0:4136:e378:8000:63bf:3fff:fdd2]", "[2001:db8::1]",
    "[3fff::1]", "[100::1]", "[fc00::1]", "[fd00:ec2::254]", "[fd12:3456:789a:1::1]", "[fe80::1]", "[fe80::1%25eth0]",
    "[fe80::1%eth0]", "[fe80::5efe:127.0.0.1]", "[fec0::1]", "[ff02::1]", "[ff0e::1]", "[5f00::1]", "[::1%lo]",
    "[::1]]", "[[::1]]", "[::1", "::1", "[v1.fe80::a]", "[127.0.0.1]",
    # letters that fold to others
    "①②⑦.⓪.⓪.①", "１２７.０.０.１", "127。0。0。1", "127．0．0．1", "127｡0｡0｡1", "ⓛⓞⓒⓐⓛⓗⓞⓢⓣ",
    "ｌｏｃａｌｈｏｓｔ", "LOCALHOST", "LocalHost", "localhost.", "𝟏𝟐𝟕.𝟎.𝟎.𝟏", "127.0.0.⒈",
    "lo\u00adcalhost", "local\u200bhost",
]  # fmt: skip

_WHOLE = [
    # users, fragments, backslashes: one parser's host is another's path
    "http://127.0.0.1@93.184.216.34/", "http://93.184.216.34@127.0.0.1/", "http://public.example@127.0.0.1/",
    "http://public.example:80@127.0.0.1/", "http://public.example%40127.0.0.1/",
    "http://127.0.0.1#@public.example/", "http://127.0.0.1?@public.example/", "http://127.0.0.1\\@public.example/",
    "http://public.example\\@127.0.0.1/", "http://public.example\\.127.0.0.1/", "http:\\\\127.0.0.1/",
    "http:/\\127.0.0.1/", "http:127.0.0.1/", "http:///127.0.0.1/", "http:////127.0.0.1/", "//127.0.0.1/",
    "http://user:pass@127.0.0.1/", "http://@127.0.0.1/", "http://:@127.0.0.1/", "http://127.0.0.1:80:80/",
    "http://public.example &@127.0.0.1# @public.example/", "http://127.0.0.1 /", " http://127.0.0.1/",
    "http://127.0.0.1\t/", "http://127.0.0.1\n/", "http://127.0.0.1\r\nHost: public.example/", "http://127.0.0.1\x00/",
    "ht\ntp://127.0.0.1/", "http://127.0.0.1\u2028/", "http://pub\tlic.example:1@127.0.0.1/",
    "http://public.example/ HTTP/1.1\r\nX: y", "http://public.example/\r\nX: y", "http://[::1]@public.example/",
    "http://[public.example]/", "http://[::ffff:127.0.0.1%]/", "http://public.example,127.0.0.1/",
    "http://127.0.0.1;public.example/", "http://public.example|127.0.0.1/", "http://{127.0.0.1}/", "http://<127.0.0.1>/",
    "http://127.0.0.1^public.example/", "http://127.0.0.1`/", 'http://127.0.0.1"/', "http://$(hostname)/", "http://127.0.0.1#public.example/",
    # schemes
    "file:///etc/passwd", "file://127.0.0.1/etc/passwd", "FILE:///etc/passwd", "ftp://127.0.0.1/", "gopher://127.0.0.1/_",
    "dict://127.0.0.1:11211/stat", "ldap://127.0.0.1/", "tftp://127.0.0.1/x", "sftp://127.0.0.1/", "jar:http://127.0.0.1!/",
    "data:text/plain,x", "javascript:alert(1)", "netdoc:///etc/passwd", "concat:http://127.0.0.1/a|b", "ws://127.0.0.1/",
    "unix:///var/run/docker.sock", "http+unix://%2Fvar%2Frun%2Fdocker.sock/", "view-source:http://127.0.0.1/",
    "about:blank",
    "127.0.0.1", "localhost:80", "", "http://", "https://", "http://.", "http://..", "http://-/", "http://./",
    # ports of other services, of a public host too
    "http://public.example:22/", "http://public.example:25/", "http://public.example:3306/", "http://public.example:6379/",
    "http://public.example:8080/", "https://public.example:8443/", "http://public.example:0/", "http://public.example:65536/",
    "http://public.example:-1/", "http://public.example:80a/", "http://public.example:/", "http://public.example:２２/",
    "http://127.0.0.1:80/", "http://127.0.0.1:443/", "https://127.0.0.1/", "http://localhost:6379/", "https://[::1]:443/",
    "http://" + "a" * 64 + ".example/", "http://" + "a." * 130 + "example/", "http://public.example/" + "a" * 5000,
    "http://-public.example/", "http://public..example/", "http://.public.example/", "http://*.example/", "http://%/",
    "HTTP://127.0.0.1/", "hTTps://LOCALHOST/",
]  # fmt: skip

TRICKS = [
    *(f"http://{literal}/" for literal in _LITERALS),
    *(f"https://{name}/x.mp4" for name in INSIDE),
    *_WHOLE,
]
