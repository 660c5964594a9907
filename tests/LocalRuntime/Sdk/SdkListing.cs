namespace Understudy.LocalRuntime.Tests.Sdk;

/// <summary>The committed listing of the Functions SDK's public API: the members of each type by its header's name.
/// </summary>
internal static class SdkListing
{
    public static Dictionary<string, (string Header, HashSet<string> Members)> Types { get; } = Read();

    private static Dictionary<string, (string Header, HashSet<string> Members)> Read()
    {
        Dictionary<string, (string Header, HashSet<string> Members)> types = [];
        HashSet<string> members = [];
        foreach (string line in File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Sdk", "azure-functions-and-durable-api.txt")))
        {
            if (line.Length == 0 || line.StartsWith('#'))
                continue;
            if (line.StartsWith(' '))
                members.Add(line.Trim());
            else if (types.TryGetValue(NameOf(line), out var known))
                members = known.Members;
            else
                types.Add(NameOf(line), (line.Trim(), members = []));
        }

        return types;
    }

    /// <summary>The full name in a header such as <c>sealed class A.B&lt;T&gt; : C [AttributeUsage(Class)]</c>.</summary>
    private static string NameOf(string header)
    {
        string name = header[header.IndexOf("Microsoft.", StringComparison.Ordinal)..];
        int end = name.IndexOf(" : ", StringComparison.Ordinal);
        if (end < 0)
            end = name.IndexOf(" [", StringComparison.Ordinal);
        return end < 0 ? name.Trim() : name[..end];
    }
}
