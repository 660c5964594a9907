using System.Text;

namespace Understudy.Infrastructure.Cosmos;

/// <summary>
/// Texts written so that every way of comparing them, by UTF-16 units as SDKs do or by bytes of UTF-8, gives the order of their
/// code points. Nearly every text stays as it is: only what lies beyond the first plane gets a mark before it, which is greater
/// than all that lies in it. What begins or contains a text still does.
/// </summary>
internal static class SortableText
{
    private const char Beyond = '\uFFFF';

    // What looks like the mark, or like this one, gets this one before it.
    private const char Itself = '\uFFFE';

    public static string From(string text)
    {
        if (text.AsSpan().IndexOfAnyInRange('\uD800', '\uDFFF') < 0 && text.AsSpan().IndexOfAny(Itself, Beyond) < 0) return text;
        StringBuilder sortable = new(text.Length + 8);
        foreach (char unit in text)
        {
            if (char.IsHighSurrogate(unit)) sortable.Append(Beyond);
            else if (unit is Itself or Beyond) sortable.Append(Itself);
            sortable.Append(unit);
        }
        return sortable.ToString();
    }
}
