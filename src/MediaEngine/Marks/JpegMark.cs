using System.Buffers.Binary;
using System.Text;
using System.Xml.Linq;

namespace Understudy.MediaEngine.Marks;

/// <summary>Writes marks into JPEG files of our own making, as XMP, which is where the IPTC keeps its terms in pictures.</summary>
internal static class JpegMark
{
    private const int Start = 2;
    private const byte Application0 = 0xE0;
    private const byte Application1 = 0xE1;

    private static readonly XNamespace _rdf = "http://www.w3.org/1999/02/22-rdf-syntax-ns#";
    private static readonly XNamespace _core = "http://purl.org/dc/elements/1.1/";
    private static readonly XNamespace _iptc = "http://iptc.org/std/Iptc4xmpExt/2008-02-29/";
    private static readonly XNamespace _meta = "adobe:ns:meta/";

    /// <summary>Writes it: the term, what a person reads, and the recipe as the picture's identifier.</summary>
    public static async Task WriteAsync(string file, AiMark mark, CancellationToken cancellationToken)
    {
        byte[] picture = await File.ReadAllBytesAsync(file, cancellationToken);
        byte[] packet = [.. "http://ns.adobe.com/xap/1.0/\0"u8, .. Encoding.UTF8.GetBytes(Packet(mark))];
        byte[] header = [0xFF, Application1, 0, 0];
        BinaryPrimitives.WriteUInt16BigEndian(header.AsSpan(2), (ushort)(packet.Length + 2));
        // JFIF, where there is one, comes first.
        int at = picture[Start + 1] == Application0
            ? Start + 2 + BinaryPrimitives.ReadUInt16BigEndian(picture.AsSpan(Start + 2))
            : Start;
        await using FileStream output = File.Create(file);
        foreach (ReadOnlyMemory<byte> part in (ReadOnlyMemory<byte>[])[picture.AsMemory(0, at), header, packet, picture.AsMemory(at)])
            await output.WriteAsync(part, cancellationToken);
    }

    private static string Packet(AiMark mark)
    {
        XElement about = new(
            _rdf + "Description",
            new XAttribute(XNamespace.Xmlns + "dc", _core),
            new XAttribute(XNamespace.Xmlns + "Iptc4xmpExt", _iptc),
            new XAttribute(_rdf + "about", ""));
        if (mark.SourceType is { } term) about.Add(new XElement(_iptc + "DigitalSourceType", term));
        if (mark.Recipe is { } recipe) about.Add(new XElement(_core + "identifier", recipe));
        if (mark.Origin is { } origin) about.Add(new XElement(_core + "source", origin));
        if (mark.Description is { } description)
        {
            about.Add(new XElement(
                _core + "description",
                new XElement(
                    _rdf + "Alt",
                    new XElement(_rdf + "li", new XAttribute(XNamespace.Xml + "lang", "x-default"), description))));
        }
        XElement packet = new(
            _meta + "xmpmeta",
            new XAttribute(XNamespace.Xmlns + "x", _meta),
            new XElement(_rdf + "RDF", new XAttribute(XNamespace.Xmlns + "rdf", _rdf), about));
        return "<?xpacket begin=\"\uFEFF\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>"
            + packet.ToString(SaveOptions.DisableFormatting) + "<?xpacket end=\"w\"?>";
    }
}
