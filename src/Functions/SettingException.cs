namespace Understudy.Functions;

/// <summary>A setting with which the app cannot start.</summary>
/// <param name="setting">Its name in <see cref="Settings.Section"/>.</param>
/// <param name="what">What is wrong with it and what it may be, to go on after its name without a full stop.</param>
/// <param name="cause">What told so, if something did.</param>
/// <param name="section">The section of the configuration that it stands in; null for none.</param>
internal sealed class SettingException(
    string setting, string what, Exception? cause = null, string? section = Settings.Section)
    : InvalidOperationException($"{(section is null ? "" : $"{section}:")}{setting} {what}.", cause);
