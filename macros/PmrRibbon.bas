Attribute VB_Name = "PmrRibbon"
Option Explicit
' The add-in's ribbon. A button's tag is the name of its function in pmr_xl.excel.buttons.

Private Door As PmrDoor

Public Sub PressPmrButton(ByVal Control As IRibbonControl)
    If Door Is Nothing Then Set Door = New PmrDoor
    Door.Press Control.Tag
End Sub

' A key that the user's settings give to a button.
Public Sub PressPmrKey(ByVal ButtonName As String)
    If Door Is Nothing Then Set Door = New PmrDoor
    Door.Press ButtonName
End Sub
