namespace Understudy.MediaEngine.Speech.Voices;

/// <summary>A voice that everybody may use.</summary>
/// <param name="Id">How requests name it, for instance <c>male-young-energetic</c>.</param>
/// <param name="Name">How people call it.</param>
/// <param name="Gender">As it is heard.</param>
/// <param name="Age">As it is heard.</param>
/// <param name="Style">How it speaks.</param>
public sealed record StockVoice(string Id, string Name, VoiceGender Gender, VoiceAge Age, VoiceStyle Style)
{
    /// <summary>What it speaks: all of them.</summary>
    public IReadOnlyList<SpokenLanguage> Languages => SpokenLanguages.All;

    /// <summary>What it says to be heard before it is chosen.</summary>
    public static string SampleText(SpokenLanguage language) => language switch
    {
        SpokenLanguage.Japanese => "こんにちは。これは私の声です。あなたの物語を、世界に届けましょう。",
        SpokenLanguage.Spanish => "Hola. Esta es mi voz. Contemos juntos tu historia al mundo.",
        SpokenLanguage.French => "Bonjour. Voici ma voix. Racontons ensemble votre histoire au monde.",
        SpokenLanguage.German => "Hallo. Das ist meine Stimme. Erzählen wir der Welt gemeinsam deine Geschichte.",
        SpokenLanguage.Chinese => "你好。这是我的声音。让我们一起把你的故事讲给世界听。",
        SpokenLanguage.Hindi => "नमस्ते। यह मेरी आवाज़ है। आइए, आपकी कहानी दुनिया को सुनाएँ।",
        _ => "Hello. This is my voice. Let us tell your story to the world together.",
    };
}

/// <summary>Of a voice, as it is heard.</summary>
public enum VoiceGender
{
    Male,
    Female,
}

/// <summary>Of a voice, as it is heard.</summary>
public enum VoiceAge
{
    Young,
    Adult,
    Elder,
}

/// <summary>How a voice speaks.</summary>
public enum VoiceStyle
{
    Neutral,
    Energetic,
    Calm,
    Warm,
    Serious,
}
