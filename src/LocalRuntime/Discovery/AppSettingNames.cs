using System.Text.RegularExpressions;
using Microsoft.Extensions.Configuration;

namespace Understudy.LocalRuntime.Discovery;

/// <summary>Replaces <c>%name%</c> in attribute values by the setting of that name.</summary>
internal sealed partial class AppSettingNames(IConfiguration configuration)
{
    /// <exception cref="InvalidOperationException">There is no such setting.</exception>
    public string Resolve(string text) => Name().Replace(text, match =>
        configuration[match.Groups[1].Value]
        ?? throw new InvalidOperationException($"'{text}' names a setting that does not exist."));

    [GeneratedRegex("%([^%]+)%")]
    private static partial Regex Name();
}
