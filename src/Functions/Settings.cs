using System.Reflection;

namespace Understudy.Functions;

/// <summary>
/// The app's settings, from the configuration's section <c>Understudy</c>. Each folder has the options class of what it does,
/// <c>…Options</c>; all are read and looked at before anything starts.
/// </summary>
internal static class Settings
{
    /// <summary>The section's name.</summary>
    public const string Section = "Understudy";

    // What Azure puts in the place of a secret that it cannot read.
    private const string Reference = "@Microsoft.KeyVault(";

    /// <summary>Every options class of the section.</summary>
    public static IEnumerable<Type> Types => typeof(Settings).Assembly.GetTypes()
        .Where(type => type is { IsAbstract: false } && type.IsAssignableTo(typeof(ISettings)));

    /// <summary>
    /// Refuses references to Key Vault that the platform has left as they are. Everybody can make up such a text: it must not
    /// become the secret that something is signed or encrypted with.
    /// </summary>
    /// <exception cref="SettingException">There is one.</exception>
    public static void RefuseReferences(this IConfiguration configuration)
    {
        foreach ((string setting, string? value) in configuration.AsEnumerable())
            if (value?.StartsWith(Reference, StringComparison.OrdinalIgnoreCase) == true)
                throw new SettingException(
                    setting,
                    "is a reference to Key Vault that Azure could not follow: is the secret there, and may the app's identity read it",
                    section: null);
    }

    /// <summary>Reads the settings of one class.</summary>
    /// <exception cref="SettingException">The value of one is not of its type, or makes no sense.</exception>
    public static T Read<T>(this IConfiguration configuration)
        where T : ISettings, new() => (T)configuration.Read(typeof(T));

    /// <inheritdoc cref="Read{T}(IConfiguration)"/>
    public static ISettings Read(this IConfiguration configuration, Type type)
    {
        IConfigurationSection section = configuration.GetSection(Section);
        // One by one, since only so it is known which one is at fault.
        foreach (PropertyInfo setting in type.GetProperties())
        {
            try
            {
                section.GetValue(setting.PropertyType, setting.Name);
            }
            catch (InvalidOperationException error)
            {
                string kind = setting.PropertyType == typeof(Uri) ? "URL" : "whole number, or too large a one";
                throw new SettingException(setting.Name, $"is '{section[setting.Name]}', which is no {kind}", error);
            }
        }
        var settings = (ISettings)Activator.CreateInstance(type)!;
        section.Bind(settings);
        settings.Check();
        return settings;
    }
}

/// <summary>Settings of one part of the app; their names are those of the properties.</summary>
internal interface ISettings
{
    /// <summary>Refuses what makes no sense by itself.</summary>
    /// <exception cref="SettingException">A setting is missing or wrong; the message names it, and no secret.</exception>
    void Check();
}
